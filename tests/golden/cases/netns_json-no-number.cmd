# needs: NETNS JSON
on netns -tanj --netns 60
