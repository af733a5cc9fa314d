# needs: SYNWATCH_BLOCK
printf '192.0.2.1\r\n192.0.2.2 192.0.2.3\r\n' > "$tmp/allow"
root=$PWD/tests/roots/half-open-calm/proc
cd "$tmp" && synwatch --proc "$root" --allow allow
