# needs: FILTERS NAMES
[ $whose = ours ] || names on server -tuUanW | awk '/^tcp/ && ($4 " " $5 " ") ~ /:(22|80) / || /^udp/ && ($4 " " $5 " ") ~ /:(123|5004) / || NR < 3'
names on server -tuUanW --port ssh,www,ntp,avt-udp,only-tcp
