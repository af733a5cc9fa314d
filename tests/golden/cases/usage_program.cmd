# needs: FILTERS PROGRAMS
netstat -tan --program ''
