synwatch --per-source 0
