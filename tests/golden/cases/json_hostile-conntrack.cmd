# needs: MASQUERADE JSON
on hostile-conntrack -Mnj
