# needs: JSON UNIX PROGRAMS
on router -aneopj
