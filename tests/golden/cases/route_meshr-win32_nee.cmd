on_route meshr-win32 -nee
