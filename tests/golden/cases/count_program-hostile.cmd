# needs: COUNT PROGRAMS
on programs -tan --count=program
