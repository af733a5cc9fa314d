# needs: JSON
on_route headings-only -n46j
