route -n --proc tests/roots/little-endian/proc
