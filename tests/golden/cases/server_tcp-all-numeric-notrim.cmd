on server --tcp --all --numeric --notrim
