# needs: UNIX
on server --unix -an
