# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || $5 ~ /^(203[.]0[.]113[.]5:.*|203[.]0[.]113[.]77:443|64:ff9b:.*)$/'
on server -tanW --remote 203.0.113.5,203.0.113.77:443 --remote 64:ff9b::/96
