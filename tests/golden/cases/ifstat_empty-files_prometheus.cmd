# needs: IFSTAT_PROMETHEUS
on_ifstat empty-files --prometheus
