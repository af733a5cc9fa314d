# needs: COUNT JSON PROGRAMS
on programs -tanj --count=program
