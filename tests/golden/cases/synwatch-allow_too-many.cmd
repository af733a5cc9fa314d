# needs: SYNWATCH_BLOCK
printf '' > "$tmp/allow"
root=$PWD/tests/roots/half-open-calm/proc
seq -f 10.0.0.%g/32 0 255 | awk '{ for (i = 0; i < 17; i++) { sub(/0\.0\./, "0." i "."); print; } }' > "$tmp/allow-many"
cd "$tmp" && synwatch --proc "$root" --allow allow-many
