# needs: NETNS JSON
on server -tanj --all-netns
