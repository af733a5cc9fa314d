# needs: NETNS
on netns -tan --netns 99 --interval 100
