# needs: SYNWATCH_BLOCK
printf '192.0.2.1' > "$tmp/allow"
root=$PWD/tests/roots/half-open-calm/proc
cd "$tmp" && synwatch --proc "$root" --allow allow --allow nowhere
