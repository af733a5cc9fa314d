# needs: NETNS NETLINK
route -n --netns 1 --table all
