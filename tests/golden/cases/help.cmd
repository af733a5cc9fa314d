# needs: HELP PROGRAMS UNIX SCTP STATES
netstat --help
