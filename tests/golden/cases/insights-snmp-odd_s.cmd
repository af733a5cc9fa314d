# needs: STATISTICS
on insights-snmp-odd -s
