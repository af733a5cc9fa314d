# needs: JSON
on server -uanj
