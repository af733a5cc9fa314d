on_synwatch half-open-cut
