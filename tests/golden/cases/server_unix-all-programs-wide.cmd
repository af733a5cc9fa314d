# needs: PROGRAMS UNIX
on server --unix --all --programs --wide
