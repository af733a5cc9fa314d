# needs: UNIX
on server -A unix -tan
