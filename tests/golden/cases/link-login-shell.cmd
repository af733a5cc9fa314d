links && ln -s "$netlet" -- -netstat && PATH=$PWD:$PATH && -netstat -V
