# needs: PROGRAMS
cp -R tests/roots/router/proc "$tmp/refused" && chmod 755 "$tmp" && chmod 000 "$tmp"/refused/1102/fd "$tmp"/refused/980/fd
cp "$netlet" "$tmp/netlet" && cd "$tmp" && if [ "$(id -u)" = 0 ]; then
	setpriv --reuid 65534 --regid 65534 --clear-groups ./netlet netstat -uanp --proc refused -c --interval 0.05 | head -n 8
else
	./netlet netstat -uanp --proc refused -c --interval 0.05 | head -n 8
fi
status=$?
chmod 755 "$tmp"/refused/*/fd
exit $status
