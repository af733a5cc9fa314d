on_ifstat interfaces --physical -i eth2
