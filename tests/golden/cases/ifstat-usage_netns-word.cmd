# needs: NETNS
ifstat --netns self
