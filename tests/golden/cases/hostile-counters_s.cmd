# needs: STATISTICS
on hostile-counters -s
