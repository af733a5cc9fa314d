on server -Uan6
