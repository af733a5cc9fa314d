# needs: JSON FILTERS
on server -anj --port 9
