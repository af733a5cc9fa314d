# needs: STATISTICS
on goprocinfo-misc -s
