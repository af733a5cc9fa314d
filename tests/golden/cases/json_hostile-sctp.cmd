# needs: JSON PROGRAMS SCTP
on hostile-sctp -Sanpej
