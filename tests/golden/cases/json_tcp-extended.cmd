# needs: JSON
on server -taneoj
