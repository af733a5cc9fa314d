# needs: NETNS
netstat -tan --netns x --netns 1 --netns y
