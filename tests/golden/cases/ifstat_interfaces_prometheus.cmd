# needs: IFSTAT_PROMETHEUS
on_ifstat interfaces --prometheus
