# needs: PROGRAMS
on server --tcp --listening --numeric --programs
