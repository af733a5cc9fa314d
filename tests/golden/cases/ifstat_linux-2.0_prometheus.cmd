# needs: IFSTAT_PROMETHEUS
on_ifstat linux-2.0 --prometheus
