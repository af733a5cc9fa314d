on_route empty-files -n6
