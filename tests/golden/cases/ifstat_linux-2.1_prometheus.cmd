# needs: IFSTAT_PROMETHEUS
on_ifstat linux-2.1 --prometheus
