# needs: JSON UNIX SCTP big-endian
big big-endian -aneoj
