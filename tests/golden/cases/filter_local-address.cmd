# needs: FILTERS
[ $whose = ours ] || on router -tuan | awk 'NR < 3 || $4 ~ /^192[.]0[.]2[.]1:/'
on router -tuan --local 192.0.2.1
