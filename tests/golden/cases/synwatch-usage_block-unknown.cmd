# needs: SYNWATCH_BLOCK
synwatch --block=iptables
