# needs: NETNS
[ $whose = ours ] || on netns -tuan
on netns -tuan --netns 1
