on_route gvisor-stub -n6
