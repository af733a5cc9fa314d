netstat "$(printf -- '-\033')"
