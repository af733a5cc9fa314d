# needs: FILTERS UNIX
[ $whose = ours ] || on router -an | awk '/^(Active|Proto)/ || / LISTEN(ING)? /'
on router -an --state LISTEN
