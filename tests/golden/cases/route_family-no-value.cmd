route -A
