# needs: SYNWATCH_BLOCK
synwatch --max-blocks 0
