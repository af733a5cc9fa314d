on_route unreadable -n6
