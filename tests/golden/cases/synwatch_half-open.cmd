on_synwatch half-open
