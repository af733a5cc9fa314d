# needs: SYNWATCH_BLOCK
synwatch --proc tests/roots/half-open-calm/proc --block
