on_synwatch half-open --port 443
