/* ifaces - -i: the interfaces and their counters. */
#include "ifaces.h"

#include "core/ifsort.h"

#include <errno.h>

static void value(struct table *t, const struct iface *i, enum iface_value n)
{
	if (iface_knows(i, n))
		table_num(t, i->value[n]);
	else
		table_none(t, "-");
}

static void row(const struct view *v, struct table *t, struct os_links *in, const struct iface *i)
{
	static const uint8_t shown[] = {
		IFACE_RX_PACKETS,
		IFACE_RX_ERRORS,
		IFACE_RX_DROPPED,
		IFACE_RX_FIFO,
		IFACE_TX_PACKETS,
		IFACE_TX_ERRORS,
		IFACE_TX_DROPPED,
		IFACE_TX_FIFO,
	};
	char letters[16];
	struct fmt f = fmt_open(letters, sizeof(letters));
	size_t n;

	table_row(t, os_out());
	table_text(t, i->name, i->name_len);
	value(t, i, IFACE_MTU);
	if (iface_knows(i, IFACE_RX_PACKETS) || v->show & JSON) {
		for (n = 0; n < sizeof(shown); n++)
			value(t, i, shown[n]);
	} else {
		fmt_str(t->out, "     - no statistics available -                        ");
		t->at += sizeof(shown);
	}
	iface_fmt_letters(&f, i->value[IFACE_FLAGS]);
	if (iface_knows(i, IFACE_FLAGS))
		table_text(t, letters, (size_t)(f.at - letters));
	else
		table_none(t, "-");
	if (!(v->show & JSON))
		return;
	if (v->show & EXTEND)
		netstat_iface_json(in, i);
	table_str(t, "interface");
	netstat_origin(v, t);
}

/* The flags of what net/dev alone tells of may stay unknown: then it is shown. */
static void show(const struct view *v, struct table *t, struct os_links *in, struct iface *i)
{
	os_links_ask(in, i);
	if (iface_knows(i, IFACE_FLAGS) && !(i->value[IFACE_FLAGS] & IFACE_UP) && !(v->show & ALL))
		return;
	if (v->show & EXTEND && !(v->show & JSON))
		netstat_iface_long(in, i);
	else
		row(v, t, in, i);
}

int netstat_ifaces(const struct view *v)
{
	static const struct column choices[] = {
		COLUMN("iface", "Iface", LEFT, 15, ALWAYS),
		COLUMN("mtu", "MTU", RIGHT, 5, ALWAYS),
		COLUMN("rx_ok", "RX-OK", RIGHT, 8, ALWAYS),
		COLUMN("rx_err", "RX-ERR", RIGHT, 6, ALWAYS),
		COLUMN("rx_drp", "RX-DRP", RIGHT, 6, ALWAYS),
		COLUMN("rx_ovr", "RX-OVR", LEFT, 6, ALWAYS),
		COLUMN("tx_ok", "TX-OK", RIGHT, 8, ALWAYS),
		COLUMN("tx_err", "TX-ERR", RIGHT, 6, ALWAYS),
		COLUMN("tx_drp", "TX-DRP", RIGHT, 6, ALWAYS),
		COLUMN("tx_ovr", "TX-OVR", RIGHT, 6, ALWAYS),
		COLUMN("flg", "Flg", LEFT, 0, ALWAYS),
		COLUMN("kind", "", LEFT, 0, JSON),
	};
	static struct os_links in; /* both are too large for a small stack */
	static struct ifsort sorted;
	struct column columns[COLUMNS];
	struct table t = netstat_table(v, choices, COUNT(choices), columns);
	struct iface i;
	unsigned n;
	int r;

	if (!(v->again || v->show & JSON))
		fmt_str(os_out(), "Kernel Interface table\n");
	if (!(v->show & EXTEND))
		table_heading(&t, os_out());
	os_links_open(&in, ENABLE_NETLINK);
	sorted.count = 0;
	do {
		ifsort_pass(&sorted);
		r = os_links_pass(&in);
		while (r >= 0 && (r = os_links_next(&in, &i)) > 0 && !os_interrupted())
			ifsort_add(&sorted, &i);
		for (n = 0; n < sorted.count && !os_interrupted(); n++)
			show(v, &t, &in, &sorted.kept[sorted.order[n]]);
	} while (sorted.more && r >= 0 && !os_interrupted());
	/* A namespace may go while it is listed. */
	if (r == -ENOENT && v->show & NETNSES && !os_netns_is_there())
		r = 0;
	return os_links_close(&in, r);
}
