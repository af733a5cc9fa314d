# needs: HELP SYNWATCH_BLOCK JSON NETNS
synwatch --help
