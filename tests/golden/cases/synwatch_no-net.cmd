on_synwatch no-net
