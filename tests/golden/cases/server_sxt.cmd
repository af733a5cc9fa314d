# needs: STATISTICS
on server -sxt
