# needs: COUNT
for option in --top; do netstat -tan $option; echo $?; done
