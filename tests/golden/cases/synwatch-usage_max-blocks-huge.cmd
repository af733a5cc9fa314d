# needs: SYNWATCH_BLOCK
synwatch --max-blocks 1000000
