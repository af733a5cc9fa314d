# needs: STATISTICS
on hotsos-vault -s
