# needs: STATISTICS
on node-exporter -s
