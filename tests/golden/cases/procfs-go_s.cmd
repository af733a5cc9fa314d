# needs: STATISTICS
on procfs-go -s
