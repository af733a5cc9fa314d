# needs: SYNWATCH_BLOCK
synwatch --for 5d
