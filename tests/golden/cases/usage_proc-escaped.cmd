netstat --proc "$(printf 'no\033where')"
