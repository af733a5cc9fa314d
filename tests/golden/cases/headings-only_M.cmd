# needs: MASQUERADE
on headings-only -M
