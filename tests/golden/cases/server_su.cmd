# needs: STATISTICS
on server --statistics --udp
