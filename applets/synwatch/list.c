/* list - who is blocked, and lifting it. */
#include "synwatch.h"

#include <errno.h>
#include <string.h>

static struct os_blocker blocker; /* too large for a small stack */

static const char *const means_names[] = { "nft", "route" };

int block_list(const struct watch *w)
{
	struct fmt *f = os_out();
	const char *between = "";
	unsigned means, i;
	int r;

	if (w->set & JSON)
		fmt_char(f, '[');
	for (means = 0; means < COUNT(means_names); means++) {
		blocker.means = (enum os_block_means)means;
		r = os_block_load(&blocker);
		/* A kernel without nftables has none there. */
		if (r < 0 && (r == -EPERM || means)) {
			os_complain(means_names[means], -r);
			return UNKNOWN;
		}
		for (i = 0; i < blocker.count; i++) {
			const struct os_block *b = &blocker.blocks[i];

			if (!b->ms)
				continue;
			f = os_out();
			if (w->set & JSON) {
				fmt_str(f, between);
				fmt_str(f, "{\"source\":\"");
				fmt_prefix(f, &b->prefix);
				fmt_str(f, "\",\"means\":\"");
				fmt_str(f, means_names[means]);
				fmt_str(f, "\",\"seconds_left\":");
				fmt_dec(f, (b->ms + SECOND - 1) / SECOND);
				fmt_char(f, '}');
				between = ",";
				continue;
			}
			fmt_prefix(f, &b->prefix);
			fmt_char(f, ' ');
			fmt_str(f, means_names[means]);
			fmt_char(f, ' ');
			fmt_dec(f, (b->ms + SECOND - 1) / SECOND);
			packed_fmt(f, PACKED(" s left\n"));
		}
	}
	if (w->set & JSON)
		fmt_str(os_out(), "]\n");
	return CALM;
}

int block_lift(const char *what)
{
	bool all = strcmp(what, "all") == 0, done = all;
	struct addr_prefix p;
	unsigned means;
	int r;

	if (!all && !exempt_read_prefix(what, strlen(what), &p)) {
		os_complain_usage("--unblock", what, PACKED("not an address or prefix, nor all"));
		return UNKNOWN;
	}
	for (means = 0; means < COUNT(means_names); means++) {
		blocker.means = (enum os_block_means)means;
		r = os_block_load(&blocker);
		if (r >= 0)
			r = all ? os_block_remove_all(&blocker) : os_block_remove(&blocker, &p);
		done |= r >= 0;
		if (r < 0 && r != -ENOENT && (r == -EPERM || means)) {
			os_complain(means_names[means], -r);
			return UNKNOWN;
		}
	}
	if (done)
		return CALM;
	os_complain_of(what, PACKED("is not blocked"));
	return UNKNOWN;
}
