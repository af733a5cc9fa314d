# needs: JSON FILTERS
on server -tanj --port 5432
