ifstat 1 many
