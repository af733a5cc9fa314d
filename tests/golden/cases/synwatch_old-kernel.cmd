on_synwatch half-open-old
