# needs: NETNS
on server -tan --all-netns
