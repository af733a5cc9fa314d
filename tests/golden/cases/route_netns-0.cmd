# needs: NETNS
route -n --netns 0
