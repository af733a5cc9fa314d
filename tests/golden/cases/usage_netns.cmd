# needs: NETNS
for value in '' 0 -1 x 1.5 '1 ' self 2147483648 99999999999999999999; do netstat -tan --netns "$value"; echo $?; done
