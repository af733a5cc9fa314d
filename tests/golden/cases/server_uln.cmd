on server -uln
