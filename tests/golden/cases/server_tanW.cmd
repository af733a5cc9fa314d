on server -tanW
