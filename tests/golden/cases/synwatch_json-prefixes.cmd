# needs: JSON SYNWATCH
look_at half-open 1 --json --prefix4 10 --prefix6 32 | jq -c .prefixes
