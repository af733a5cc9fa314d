# needs: COUNT JSON FILTERS
on server -tanj --count --port 9
