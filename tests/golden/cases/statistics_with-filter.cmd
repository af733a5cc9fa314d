# needs: STATISTICS
# needs: FILTERS
netstat -s --port 80
