on_route headings-only -n
