on server -uan6
