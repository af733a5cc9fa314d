# needs: IFSTAT_PROMETHEUS
on_ifstat interfaces --prometheus -i eth2.7,nosuch
