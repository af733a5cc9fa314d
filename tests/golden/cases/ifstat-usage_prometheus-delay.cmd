# needs: IFSTAT_PROMETHEUS
ifstat --prometheus 1
