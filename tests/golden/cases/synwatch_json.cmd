# needs: JSON SYNWATCH_BLOCK
look_at half-open 1 --json --top 3 | jq -c 'del(.timestamp)'
