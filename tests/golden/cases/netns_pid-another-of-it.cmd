# needs: NETNS PROGRAMS
[ $whose = ours ] || on netns -tlnp
on netns -tlnp --netns=7
