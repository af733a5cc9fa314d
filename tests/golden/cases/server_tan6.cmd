on server -tan6
