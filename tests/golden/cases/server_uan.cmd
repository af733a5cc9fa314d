on server -uan
