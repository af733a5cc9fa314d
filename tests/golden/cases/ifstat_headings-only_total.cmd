on_ifstat headings-only --total -a
