on server --li -t --numeric-hosts --numeric-ports --numeric-users
