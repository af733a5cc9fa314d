on server -tanv4
