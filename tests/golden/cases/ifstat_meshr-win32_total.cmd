on_ifstat meshr-win32 --total -a
