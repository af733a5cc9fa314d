/* nft - what a nfnetlink socket brings: a reply about a set, or about elements of one. */
#include "core/nft.h"

#include "fuzz.h"

static void check_set(const uint8_t *body, size_t len)
{
	uint8_t *out;
	struct addr_prefix p, again;
	size_t size;

	if (!nft_parse_set(&p, body, len))
		return;
	CHECK(p.addr.family == ADDR_IPV4 || p.addr.family == ADDR_IPV6);
	CHECK(p.len <= addr_bits(p.addr.family) && addr_is_any(&p.addr));
	/* The request for its elements names it: a set of such a name is read as the same. */
	out = malloc(NFT_REQUEST);
	size = nft_dump_request(out, 1, &p);
	CHECK(size <= NFT_REQUEST && nl_u32(out) == size);
	CHECK(nft_parse_set(&again, out + NL_HEADER, size - NL_HEADER));
	CHECK(memcmp(&again, &p, sizeof(p)) == 0);
	free(out);
}

static void check_elements(const uint8_t *body, size_t len, enum addr_family family)
{
	struct addr_prefix p = { { (uint8_t)family, { 0 } }, 7 };
	struct nl_walk w = nft_elements(body, len);
	uint64_t ms = 0;
	size_t n = 0;

	CHECK(w.at == w.end || (w.at >= body + 8 && w.end <= body + len));
	while (nft_next_element(&w, &p, &ms)) {
		CHECK(++n <= len / 16);
		CHECK(p.addr.family == family && p.len == 7);
		CHECK(w.at <= w.end && w.end <= body + len);
	}
	CHECK(!nft_next_element(&w, &p, &ms));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *body = (uint8_t *)exact(data, size);

	check_set(body, size);
	check_elements(body, size, ADDR_IPV4);
	check_elements(body, size, ADDR_IPV6);
	free(body);
	return 0;
}
