# needs: NETNS
on netns -tan6 --netns 42
