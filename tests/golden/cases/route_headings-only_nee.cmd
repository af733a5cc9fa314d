on_route headings-only -nee
