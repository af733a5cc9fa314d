# needs: JSON
look_at half-open-calm 2 -j | jq -c '[.verdict, (.timestamp > 1600000000), (.listeners | length)]'
