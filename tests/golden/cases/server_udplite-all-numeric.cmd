on server --udplite --all --numeric
