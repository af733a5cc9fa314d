on server --udp --all --numeric --extend
