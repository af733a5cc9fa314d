# needs: NETNS
route -n --netns init
