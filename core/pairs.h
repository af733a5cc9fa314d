/* pairs - the pairs of bytes that are one in packed texts; core/pack.awk made them. */
#ifndef CORE_PAIRS_H
#define CORE_PAIRS_H

/* Those of the bytes 0x80 to 0xff, 0x00 to 0x1f. A byte without one stands for itself. */
static const char pairs[] = "  e s thert orin"
			    "noones, etro\200\200 a"
			    " sacedenami\202anto"
			    "\210\205atre n\203\201lop\215ne"
			    ": ouale\202st\203\204 cho"
			    "oftile - wha f m"
			    "icn\214\215u\216\216um\206t bi\203"
			    "abp\265r\212ilitk\214lit\204"
			    "\233\224a c\211ddde\207 \262tIP"
			    "doopse\207g\236c\255\202agar"
			    "ayctllp\221w\206\226y\250 \251\211"
			    "\257\325\324kENa\205b\204cef\221h "
			    "r\224v\204\307vNod g\340oct\270"
			    "\203\225\206 \217n\227o\264\334\275s\303\272\314\212"
			    "col lyv\201\210 \211\362\223t\231e"
			    "\236\345asidi\211o\245un\201s\203\333"
			    "\000\000/L\001\332; Reh\204irn\224"
			    "s\222\000\000\000\000\216\200\233\214\241r\254\267\336e"
			    "\347\252\356s \225] adc\242f\206ge"
			    "h\260okr\226s\201ucu\322wnw\267";

#endif
