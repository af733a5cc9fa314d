on_synwatch half-open-calm
