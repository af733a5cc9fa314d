# needs: NETNS
synwatch --netns init
