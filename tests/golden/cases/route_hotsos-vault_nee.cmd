on_route hotsos-vault -nee
