on server --ip -tan
