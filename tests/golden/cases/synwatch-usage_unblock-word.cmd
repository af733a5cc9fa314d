# needs: SYNWATCH_BLOCK
synwatch --unblock everybody
