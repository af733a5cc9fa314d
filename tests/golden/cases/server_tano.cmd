on server -tano
