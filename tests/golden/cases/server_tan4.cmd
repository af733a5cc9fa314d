on server -tan4
