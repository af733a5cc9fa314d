# needs: SYNWATCH_BLOCK
printf '' > "$tmp/allow"
root=$PWD/tests/roots/half-open-calm/proc
head -c 20000 /dev/zero | tr '\0' 1 > "$tmp/allow-long"
cd "$tmp" && synwatch --proc "$root" --allow allow-long
