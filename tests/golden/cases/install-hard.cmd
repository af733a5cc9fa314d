# needs: INSTALL IFSTAT ROUTE
links && cp "$netlet" netlet && ./netlet --install . && ls && ./netstat -V && [ netstat -ef netlet ]
