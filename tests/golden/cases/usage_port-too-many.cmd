# needs: FILTERS
netstat -tan --port $(seq -s , 1 257)
