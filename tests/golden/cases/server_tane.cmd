on server -tane
