# needs: JSON
on server -tanj
