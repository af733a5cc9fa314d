ifstat 1 ''
