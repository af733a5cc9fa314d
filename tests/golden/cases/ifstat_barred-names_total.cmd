on_ifstat barred-names --total
