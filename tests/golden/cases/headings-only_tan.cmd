on headings-only -tan
