# needs: JSON
on server -Uanj
