on_synwatch headings-only
