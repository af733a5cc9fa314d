# needs: SYNWATCH_BLOCK
printf '' > "$tmp/allow"
root=$PWD/tests/roots/half-open-calm/proc
cd "$tmp" && synwatch --proc "$root" --allow allow -w 0.02 | head -n 1
