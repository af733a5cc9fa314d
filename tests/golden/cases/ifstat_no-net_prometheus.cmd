# needs: IFSTAT_PROMETHEUS
on_ifstat no-net --prometheus
