# needs: NETNS
ifstat --netns 2147483647
