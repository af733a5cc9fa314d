# needs: NETNS FILTERS
on netns -tan --port 80 --all-netns > "$tmp/all"
status=$?
sed 's~43/nginx: worker~42/nginx: master~; s~7/sshd: /usr/sbin/sshd -D~1/init~' "$tmp/all" |
	awk -v RS= '{ gsub(/\n/, "|"); print }' | sort
exit $status
