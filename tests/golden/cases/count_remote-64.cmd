# needs: COUNT
on server -tan6W --count=remote/64
