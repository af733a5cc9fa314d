# needs: PROGRAMS
on programs -tlnp
