# needs: SYNWATCH_BLOCK
printf 'office.example.net\n192.0.2.1\n' > "$tmp/allow"
root=$PWD/tests/roots/half-open-calm/proc
cd "$tmp" && synwatch --proc "$root" --allow allow
