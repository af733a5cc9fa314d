# needs: JSON UNIX PROGRAMS
on server -xanpj
