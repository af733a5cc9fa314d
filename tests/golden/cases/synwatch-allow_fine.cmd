# needs: SYNWATCH_BLOCK
printf '# the office\r\n192.0.2.0/24 # all of it\r\n\n\t2001:db8::/32\t\n::ffff:198.51.100.7\n203.0.113.9' > "$tmp/allow"
root=$PWD/tests/roots/half-open-calm/proc
cd "$tmp" && synwatch --proc "$root" --allow allow -w 0.02 | head -n 1
