on server -A ip -tan
