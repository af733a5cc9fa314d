on_ifstat no-net
