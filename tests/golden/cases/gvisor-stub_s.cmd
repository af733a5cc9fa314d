# needs: STATISTICS
on gvisor-stub -s
