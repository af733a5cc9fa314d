synwatch --per-source 4294967296
