# needs: NETNS COUNT JSON
on netns -tanj --netns 42 --count
