# needs: SYNWATCH_BLOCK
printf '' > "$tmp/allow"
root=$PWD/tests/roots/half-open-calm/proc
cd "$tmp" && synwatch --proc "$root" --allow 192.0.2.0/24,2001:db8::/32,::ffff:203.0.113.9 -w 0.02 | head -n 1
