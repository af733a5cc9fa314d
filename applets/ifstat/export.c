/* export - samples as JSON, and the counters for Prometheus. */
#include "ifstat.h"

static void put_values(const struct sample *s, uint64_t set, uint64_t ns)
{
	static const char names[VALUES / 2][8] = { "bytes", "packets", "errors", "dropped" };
	struct fmt *f = os_out();
	unsigned n;

	if (s->state < SAMPLE_RESET)
		fmt_str(f, "null");
	else if (s->state == SAMPLE_RESET)
		fmt_str(f, "{\"reset\":true}");
	else
		for (n = 0; n < VALUES; n++) {
			fmt_str(f, n ? ",\"" : "{\"");
			fmt_str(f, n % 2 ? "tx_" : "rx_");
			fmt_str(f, names[n / 2]);
			fmt_str(f, set & SINCE_BOOT ? "\":" : "_per_second\":");
			if (!(s->known >> n & 1))
				fmt_str(f, "null");
			else if (set & SINCE_BOOT)
				fmt_dec(f, s->values[n]);
			else
				fmt_point(f, iface_rate(s->values[n], ns), 100);
		}
	if (s->state == SAMPLE_FINE)
		fmt_char(f, '}');
}

void export_json(uint64_t set, uint64_t ns)
{
	struct sample total = { .known = UINT8_MAX }, s;
	struct fmt *f = os_out();
	const char *between = "";
	const struct port *p;

	fmt_str(f, "{\"timestamp\":");
	fmt_point(f, (uint64_t)os_wall(), 1000);
	if (!(set & SINCE_BOOT)) {
		fmt_str(f, ",\"seconds\":");
		fmt_point(f, (ns + 500000) / 1000000, 1000);
	}
	fmt_str(f, ",\"interfaces\":{");
	for (p = ports_next(NULL); p; p = ports_next(p)) {
		ports_sample(p, set, ns, &s);
		ports_add(&total, &s);
		if (s.state == SAMPLE_NONE)
			continue;
		fmt_str(os_out(), between);
		json_string(os_out(), p->name, p->name_len);
		fmt_char(os_out(), ':');
		put_values(&s, set, ns);
		between = ",";
	}
	fmt_char(os_out(), '}');
	if (set & TOTAL) {
		fmt_str(os_out(), ",\"total\":");
		put_values(&total, set, ns);
	}
	fmt_str(os_out(), "}\n");
}

static void put_label(const struct port *p)
{
	char name[FMT_ESCAPE * IFACE_NAME];
	struct fmt text = fmt_open(name, sizeof(name)), *f = os_out();
	const char *c;

	fmt_text(&text, p->name, p->name_len, SIZE_MAX);
	fmt_str(f, "{device=\"");
	for (c = name; c < text.at; c++) {
		if (*c == '"' || *c == '\\')
			fmt_char(f, '\\');
		fmt_char(f, *c);
	}
	fmt_str(f, "\"} ");
}

static void put_metric(const char *before, const char *way, const char *name, const char *behind)
{
	struct fmt *f = os_out();

	fmt_str(f, before);
	fmt_str(f, way);
	fmt_str(f, name);
	fmt_str(f, behind);
}

/* Names and help are those of node_exporter, in the order of enum iface_value. */
void export_prometheus(void)
{
	static const char names[][12] = { "bytes", "packets", "errs", "drop", "fifo", "frame",
		"compressed", "multicast", "bytes", "packets", "errs", "drop", "fifo", "colls",
		"carrier" };
	const struct port *p;
	unsigned n;

	for (n = 0; n < COUNT(names); n++) {
		const char *way = n < IFACE_TX_BYTES ? "receive_" : "transmit_";
		const char *name = names[n];

		put_metric("# HELP node_network_", way, name, "_total Network device statistic ");
		put_metric("", way, name, ".\n");
		put_metric("# TYPE node_network_", way, name, "_total counter\n");
		for (p = ports_next(NULL); p; p = ports_next(p)) {
			if (!(p->known >> n & 1) || ports_is_gone(p))
				continue;
			put_metric("node_network_", way, name, "_total");
			put_label(p);
			fmt_dec(os_out(), p->now[n]);
			fmt_char(os_out(), '\n');
		}
	}
}
