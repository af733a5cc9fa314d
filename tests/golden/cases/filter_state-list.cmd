# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || $6 ~ /^(FIN_WAIT[12]|TIME_WAIT|LAST_ACK)$/'
on server -tanW --state fin-wait-1,FIN_WAIT2,TimeWait --state=last_ack
