# needs: NETNS
netstat -tan --netns 1 --all-netns
