netstat "$(printf -- '-\377')"
