# needs: FILTERS
for value in '' OPEN 256 3-1 1-256 'SYN RECV' LISTENx LISTE - _ '*' 'UNKNOWN(13)' LISTEN, listen,open,close -1; do netstat -tan --state "$value"; echo $?; done
