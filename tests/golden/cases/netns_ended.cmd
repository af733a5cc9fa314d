# needs: NETNS
on netns -tan --netns 77
