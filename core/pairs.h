/* pairs - the pairs of bytes that are one in packed texts; core/pack.awk made them. */
#ifndef CORE_PAIRS_H
#define CORE_PAIRS_H

/* Those of the bytes 0x80 to 0xff, one behind the other. */
static const char pairs[] = "  e s thert inno"
			    "oron, esro\200\200et a"
			    " sacedi\202amenan\207\205"
			    "o ecat\203\201p\214 n: lo"
			    "e\202alou\203\204ofrestti"
			    " cto - hlen\216 w\214u"
			    "\215\215ch fa p\210umabi\203"
			    "li\264ta\202d hoitk\216t\204"
			    "\206 \213s\235\224deeim\226\257tIP"
			    "arop\211n\234c\244 addrll"
			    "p\221w\210\206g\247\211\305y\312\231\321k t"
			    "ENaya\205b\204f\221t\222\266\254\307v"
			    "agelgrocv\204\203\223\210 \217n"
			    "\265\333\276s\342\224ceilirlyse"
			    "v\201\211\356\221h\234\352; doidi\211"
			    "o\243unw\267\200 \201s\203\332\225t\232e";

#endif
