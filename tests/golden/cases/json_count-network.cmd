# needs: COUNT JSON
on server -tan4j --count=remote/24 --top 2
