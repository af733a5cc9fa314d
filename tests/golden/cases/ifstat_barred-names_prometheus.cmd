# needs: IFSTAT_PROMETHEUS
on_ifstat barred-names --prometheus
