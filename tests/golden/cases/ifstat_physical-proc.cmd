on_ifstat interfaces --physical
