on server -tan -v
