# needs: SYNWATCH_BLOCK
printf '' > "$tmp/allow"
root=$PWD/tests/roots/half-open-calm/proc
cd "$tmp" && synwatch --proc "$root" --allow 192.0.2.1/33
