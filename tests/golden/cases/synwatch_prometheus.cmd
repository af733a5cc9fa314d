on_synwatch half-open --prometheus
