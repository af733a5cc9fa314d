on_ifstat unreadable --total
