route -Q
