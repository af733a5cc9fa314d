links && ln -s "$netlet" netstat && "$PWD/netstat" -V
