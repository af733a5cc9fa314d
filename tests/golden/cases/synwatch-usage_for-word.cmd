# needs: SYNWATCH_BLOCK
synwatch --for long
