# needs: COUNT JSON
on server -tanj --count
