# needs: FILTERS
[ $whose = ours ] || on dotnet-le -tan | awk 'NR < 3 || $6 ~ /^(CLOSE_WAIT|LAST_ACK)$/ && $5 == "::1:631"'
on dotnet-le -tan --state closewait,last-ack --remote '[::1]:631'
