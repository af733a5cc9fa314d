# needs: JSON
look_at half-open 1 --json --top 3 | jq -c 'del(.timestamp)'
