# needs: SYNWATCH_BLOCK
synwatch --unblock 192.0.2.0/33
