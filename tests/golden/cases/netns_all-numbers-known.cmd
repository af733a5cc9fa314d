# needs: NETNS
rm -rf "$tmp/numbered"
cp -R tests/roots/netns/proc "$tmp/numbered" && rm -r "$tmp/numbered/60"
netstat --proc "$tmp/numbered" -tan --all-netns > "$tmp/all"
status=$?
sed 's~43/nginx: worker~42/nginx: master~; s~7/sshd: /usr/sbin/sshd -D~1/init~' "$tmp/all" |
	awk -v RS= '{ gsub(/\n/, "|"); print }' | sort
exit $status
