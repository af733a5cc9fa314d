# needs: FILTERS
list=$(seq -f 10.0.0.%g -s , 0 255)
netstat -tan --local "$list" --remote 192.0.2.1
