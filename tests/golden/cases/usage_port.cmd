# needs: FILTERS
for value in '' 0 65536 x 80- -80 90-80 1-2-3 0-9 '*' 80, ,80 80,,81 22,x,y ' 80' '80 ' 0x50 +80 80: :80 99999999999999999999; do netstat -tan --port "$value"; echo $?; done
