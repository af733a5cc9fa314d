# needs: JSON UNIX
on server -xanj
