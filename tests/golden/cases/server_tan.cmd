on server -tan
