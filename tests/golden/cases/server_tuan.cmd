on server -tuan
