on server -tanee
