/* pairs - the pairs of bytes that are one in packed texts; core/pack.awk made them. */
#ifndef CORE_PAIRS_H
#define CORE_PAIRS_H

/* Those of the bytes 0x80 to 0xff, one behind the other. */
static const char pairs[] = "  e s thert noin"
			    ", onor\200\200 aet sro"
			    "esedi\202acan\206\205amen"
			    "o \203\201: ec ntaloti"
			    "e\202p\217\203\204of cha -le"
			    "hore wouto\213\213alch"
			    "d n\215\217u fa i\203st\237\211"
			    "itt\221um\207 ellim\224\234\226"
			    "\243 \262tIP\211n\245\202k\215llop"
			    "t\204y \207g\241c\303\233ENb\204b\247"
			    "maw\212\212 \302v\321ktet\230v\204"
			    "\203\222\206 \214n\220s\272\316; a\205il"
			    "irocp\223v\201\201s\211l\257 ad"
			    "agdoeie\205ido\242p\212w\265"
			    "\200 \203\336\254\230\341\305/Laraybo"
			    "f\223grhih\204icses\221un";

#endif
