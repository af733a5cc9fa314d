# needs: NETNS
synwatch --netns 0
