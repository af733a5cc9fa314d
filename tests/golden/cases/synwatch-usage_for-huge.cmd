# needs: SYNWATCH_BLOCK
synwatch --for 9999h
