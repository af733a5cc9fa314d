# needs: STATISTICS
on gvisor-stub -sa
