# needs: STATISTICS
on insights-snmp -s
