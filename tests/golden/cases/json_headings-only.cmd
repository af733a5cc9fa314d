# needs: JSON UNIX
on headings-only -anj
