# needs: JSON SYNWATCH_BLOCK
look_at half-open-cut 1 -j 2>&1 | sed 's/"timestamp":[0-9.]*,//'
