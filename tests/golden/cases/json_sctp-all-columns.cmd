# needs: JSON SCTP PROGRAMS
on server -Saneopj
