on server -antoe
