# needs: STATISTICS
on no-net -s
