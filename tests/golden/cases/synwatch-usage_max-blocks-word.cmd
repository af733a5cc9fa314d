# needs: SYNWATCH_BLOCK
synwatch --max-blocks all
