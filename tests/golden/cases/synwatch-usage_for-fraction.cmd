# needs: SYNWATCH_BLOCK
synwatch --for 1.5h
