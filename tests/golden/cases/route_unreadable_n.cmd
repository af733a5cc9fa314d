on_route unreadable -n
