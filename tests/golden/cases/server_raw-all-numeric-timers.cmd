on server --raw --all --numeric --timers
