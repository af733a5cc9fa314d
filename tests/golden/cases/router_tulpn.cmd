# needs: PROGRAMS
on router -tulpn
