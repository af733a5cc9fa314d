# needs: NETNS
ifstat --netns 0
