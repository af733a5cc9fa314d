# needs: COUNT
[ $whose = ours ] || on dotnet-le -tuan | awk 'NR > 2 { print $6 }' | sort | uniq -c | sort -nr
on dotnet-le -tuan --count=state
