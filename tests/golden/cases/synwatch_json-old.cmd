# needs: JSON SYNWATCH_BLOCK
look_at half-open-old 1 -j | jq -c 'del(.timestamp)'
