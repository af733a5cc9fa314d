# needs: NETNS
netstat -tan --all-netns=1
