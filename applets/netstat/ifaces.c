/* ifaces - -i: the interfaces and their counters. */
#include "ifaces.h"

static void value(struct table *t, const struct iface *i, enum iface_value n)
{
	if (iface_knows(i, n))
		table_num(t, i->value[n]);
	else
		table_none(t, "-");
}

static void row(const struct view *v, struct table *t, const struct iface *i)
{
	static const uint8_t shown[] = {
		IFACE_MTU,
		IFACE_RX_PACKETS,
		IFACE_RX_ERRORS,
		IFACE_RX_DROPPED,
		IFACE_RX_FIFO,
		IFACE_TX_PACKETS,
		IFACE_TX_ERRORS,
		IFACE_TX_DROPPED,
		IFACE_TX_FIFO,
	};
	size_t n;

	table_row(t, os_out());
	table_text(t, i->name, i->name_len);
	for (n = 0; n < sizeof(shown); n++) {
		value(t, i, shown[n]);
		if (!(iface_knows(i, IFACE_RX_PACKETS) || v->show & JSON)) {
			packed_fmt(t->out,
				PACKED("     - no statistics available -                        "));
			t->at += sizeof(shown) - 1;
			break;
		}
	}
	if (iface_knows(i, IFACE_FLAGS)) {
		iface_fmt_letters(table_cell(t), i->value[IFACE_FLAGS]);
		table_cell_end(t);
	} else {
		table_none(t, "-");
	}
	if (!(v->show & JSON))
		return;
	if (v->show & EXTEND)
		netstat_iface_long(i, true);
	table_str(t, "interface");
	netstat_origin(v, t);
}

#define IFACE_COLUMNS(C)                                                                           \
	C("iface", "Iface", LEFT, 15, ALWAYS)                                                      \
	C("mtu", "MTU", RIGHT, 5, ALWAYS)                                                          \
	C("rx_ok", "RX-OK", RIGHT, 8, ALWAYS)                                                      \
	C("rx_err", "RX-ERR", RIGHT, 6, ALWAYS)                                                    \
	C("rx_drp", "RX-DRP", RIGHT, 6, ALWAYS)                                                    \
	C("rx_ovr", "RX-OVR", LEFT, 6, ALWAYS)                                                     \
	C("tx_ok", "TX-OK", RIGHT, 8, ALWAYS)                                                      \
	C("tx_err", "TX-ERR", RIGHT, 6, ALWAYS)                                                    \
	C("tx_drp", "TX-DRP", RIGHT, 6, ALWAYS)                                                    \
	C("tx_ovr", "TX-OVR", RIGHT, 6, ALWAYS)                                                    \
	C("flg", "Flg", LEFT, 0, ALWAYS)                                                           \
	C("kind", "", LEFT, 0, JSON)

int netstat_ifaces(const struct view *v)
{
	CHOICES(IFACE_COLUMNS);
	static struct ifsort all; /* too large for a small stack */
	struct column columns[COLUMNS];
	struct table t = netstat_table(v, choices, COUNT(choices), texts, columns);
	int status = STATUS_FINE, r = os_links_load(&all);
	const struct ifsort_entry *e;

	if (r < 0)
		status = netstat_lacks(v, "net/dev", r, true);
	if (!(v->again || v->show & JSON))
		packed_fmt(os_out(), PACKED("Kernel Interface table\n"));
	if (!(v->show & EXTEND))
		table_heading(&t, os_out());
	for (e = all.first; e && !os_interrupted(); e = e->next) {
		const struct iface *i = &e->iface;

		/* The flags of what net/dev alone tells of are unknown: it is shown. */
		if (iface_knows(i, IFACE_FLAGS) && !(i->value[IFACE_FLAGS] & IFACE_UP) &&
			!(v->show & ALL))
			continue;
		if (v->show & EXTEND && !(v->show & JSON))
			netstat_iface_long(i, false);
		else
			row(v, &t, i);
	}
	return status | os_links_close();
}
