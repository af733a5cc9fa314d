on server -anueeW
