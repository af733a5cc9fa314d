# needs: FILTERS
[ $whose = ours ] || on headings-only -tuan | awk 'NR < 3'
on headings-only -tuan --local :1-65535
