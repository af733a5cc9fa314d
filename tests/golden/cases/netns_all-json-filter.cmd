# needs: NETNS JSON FILTERS
on netns -tanj --local :80 --all-netns > "$tmp/all"
status=$?
head -c 1 "$tmp/all"
tail -c 2 "$tmp/all"
sed 's/^\[//; s/[],]*$//
	s/43,"netns_program":"nginx: worker/42,"netns_program":"nginx: master/
	s~7,"netns_program":"sshd: /usr/sbin/sshd -D~1,"netns_program":"init~' "$tmp/all" |
	sort
exit $status
