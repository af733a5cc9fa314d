# needs: SYNWATCH_BLOCK NETNS
synwatch --block --all-netns
