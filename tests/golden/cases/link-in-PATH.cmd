links && ln -s "$netlet" netstat && PATH=$PWD:$PATH && unset -f netstat && netstat -V
