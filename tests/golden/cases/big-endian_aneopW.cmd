# needs: PROGRAMS UNIX SCTP big-endian
big big-endian -aneopW
