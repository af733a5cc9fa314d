# needs: JSON
on server -waneoj
