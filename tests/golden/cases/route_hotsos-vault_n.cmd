on_route hotsos-vault -n
