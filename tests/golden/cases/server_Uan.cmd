on server -Uan
