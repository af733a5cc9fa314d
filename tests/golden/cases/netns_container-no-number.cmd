# needs: NETNS
on netns -tn --netn 43
