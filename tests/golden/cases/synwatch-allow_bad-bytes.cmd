# needs: SYNWATCH_BLOCK
printf '192.0.2.1\n\000\033[2J\n' > "$tmp/allow"
root=$PWD/tests/roots/half-open-calm/proc
cd "$tmp" && synwatch --proc "$root" --allow allow
