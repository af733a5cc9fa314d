on_route routes -Ainet6 -n
