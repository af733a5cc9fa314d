on_route gvisor-stub -nee
