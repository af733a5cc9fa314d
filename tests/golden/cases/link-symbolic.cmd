links && ln -s "$netlet" netstat && ./netstat -V
