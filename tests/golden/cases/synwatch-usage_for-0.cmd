# needs: SYNWATCH_BLOCK
synwatch --for 0
