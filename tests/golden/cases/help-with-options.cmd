# needs: HELP PROGRAMS UNIX SCTP STATES
netstat -tan --help
