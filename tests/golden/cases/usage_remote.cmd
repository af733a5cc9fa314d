# needs: FILTERS
for value in 10.0.0.0/33 '' ::1/129 :0 '*:x'; do netstat -tan --remote "$value"; echo $?; done
