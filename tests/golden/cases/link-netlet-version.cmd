# needs: NETSTAT IFSTAT ROUTE SYNWATCH
links && ln -s "$netlet" netlet-0.1.0 && ./netlet-0.1.0 --list
