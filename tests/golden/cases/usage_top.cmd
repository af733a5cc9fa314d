# needs: COUNT
for value in '' 0 -1 x 1.5 '3 ' 18446744073709551616; do netstat -tan --count --top "$value"; echo $?; done
