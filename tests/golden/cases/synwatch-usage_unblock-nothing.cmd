# needs: SYNWATCH_BLOCK
synwatch --unblock
