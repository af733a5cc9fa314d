# needs: FILTERS
[ $whose = ours ] || on router -tuan | awk 1
on router -tuan --port 1-65535 --local 0.0.0.0/0,::/0 --remote 0.0.0.0/0,::/0
