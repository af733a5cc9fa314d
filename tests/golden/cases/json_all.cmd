# needs: JSON UNIX SCTP PROGRAMS
on server -aneopj
