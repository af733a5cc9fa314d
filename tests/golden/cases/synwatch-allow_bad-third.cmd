# needs: SYNWATCH_BLOCK
printf '192.0.2.1\n# nobody\n192.0.2.0/33\n192.0.2.2/99\n' > "$tmp/allow"
root=$PWD/tests/roots/half-open-calm/proc
cd "$tmp" && synwatch --proc "$root" --allow allow
