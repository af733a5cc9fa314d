# needs: FILTERS PROGRAMS
for option in --port --local --remote --state --program; do netstat -tan $option; echo $?; done
