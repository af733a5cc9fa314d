links && ln -s "$netlet" netstat && ./netstat -Q
