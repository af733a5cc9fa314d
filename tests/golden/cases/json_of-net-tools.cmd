# needs: JSON
[ $whose = ours ] || on router -tuwanW | awk '
	function text(s) { return s == "" ? "null" : "\"" s "\"" }
	function end(name, s,  port) {
		port = s
		sub(/.*:/, "", port)
		sub(/:[^:]*$/, "", s)
		return sprintf("\"%s_address\":%s,\"%s_port\":%s,\"%s_port_num\":%s,",
			name, text(s), name, text(port), name, port == "*" ? "null" : port)
	}
	BEGIN { printf "[" }
	NR > 2 {
		kind = $1 ~ /raw/ ? "" : $1 ~ /tcp/ ? "tcp" : "udp"
		printf "%s{\"proto\":%s,\"recv_q\":%s,\"send_q\":%s,%s%s\"state\":%s,", (NR > 3 ? ",\n" : ""),
			text($1), $2, $3, end("local", $4), end("foreign", $5), text($6)
		printf "\"kind\":\"network\",\"transport_protocol\":%s,\"network_protocol\":%s}",
			text(kind), text($1 ~ /6/ ? "ipv6" : "ipv4")
	}
	END { print "]" }'
on router -tuwanj
