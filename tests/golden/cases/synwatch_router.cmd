on_synwatch half-open-router
