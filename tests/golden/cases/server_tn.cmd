on server -tn
