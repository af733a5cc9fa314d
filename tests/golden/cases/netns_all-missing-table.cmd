# needs: NETNS
on netns -tan6 --all-netns > /dev/null 2> "$tmp/missing"
status=$?
sed 's~/43/~/42/~' "$tmp/missing" | sort
exit $status
