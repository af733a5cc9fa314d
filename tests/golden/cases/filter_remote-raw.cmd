# needs: FILTERS
[ $whose = ours ] || on server -wanW | awk 'NR < 3 || $5 ~ /^(203[.]0[.]113[.]4|2001:db8::4):/'
on server -wanW --remote '203.0.113.4:*,2001:db8::4'
