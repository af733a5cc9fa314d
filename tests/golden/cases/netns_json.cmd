# needs: NETNS PROGRAMS JSON
on netns -tanpj --netns 42
