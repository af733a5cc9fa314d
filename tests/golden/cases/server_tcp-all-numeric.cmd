on server --tcp --all --numeric
