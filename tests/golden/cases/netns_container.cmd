# needs: NETNS PROGRAMS UNIX
on netns -anp --netns 42
