on server -tanT
