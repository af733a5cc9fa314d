# needs: UNIX
netstat -A $(printf %0600d 7)
