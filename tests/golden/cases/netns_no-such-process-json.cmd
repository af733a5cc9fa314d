# needs: NETNS JSON
on netns -tanj --netns 99
