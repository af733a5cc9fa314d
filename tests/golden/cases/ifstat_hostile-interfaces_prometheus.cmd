# needs: IFSTAT_PROMETHEUS
on_ifstat hostile-interfaces --prometheus
