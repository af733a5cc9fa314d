# needs: FILTERS
bad=$(printf '\033[2J\n\377')
for option in --port --local --remote --state; do netstat -tan $option "$bad"; echo $?; done
