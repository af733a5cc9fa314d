# needs: INSTALL IFSTAT ROUTE SYNWATCH
links && cp "$netlet" netlet && ./netlet --install . && ls && ./netstat -V && [ netstat -ef netlet ]
