/* pairs - the pairs of bytes that are one in packed texts; core/pack.awk made them. */
#ifndef CORE_PAIRS_H
#define CORE_PAIRS_H

/* Those of the bytes 0x80 to 0xff, 0x00 to 0x1f. A byte without one stands for itself. */
static const char pairs[] = "s e th  ert orin"
			    "onno, es aroneac"
			    "en\203\203anedlo si\200o "
			    "\211\205ream \202tiofalet"
			    " ce\200taoui\202p\215 h: "
			    "to\202\201\216ty a d len\232"
			    "whch -ck\234\210arfiw\244"
			    "\206 opa\205\204 ittemar\213"
			    "\215ustt\204umc\210\206t\221\221li"
			    "\214 \216cm\222owp\305se\207 \207g"
			    "\217ka\200ceddllok\202\204\211 "
			    "coIPb\224def\217t\227waw\206"
			    "\210l\217h\242b\323\277\332\263SYf\206k "
			    "t\223v\204\214n\235 \325i\345N; gr"
			    "omv\201\237s\245c\331v\357\232agbo"
			    "n\303\233\201ENb\201p\231s\212un\210\311"
			    "\000\000\245\365\261 idmes\201\203 \210\201"
			    "\220t\000\000\000\000\240\377\250\227\252\337\266x\300t"
			    "\302\334\312y\340\253\363\213\370b\374\016fuil"
			    "l\207o\263sh\222g\262-\274\200\330\354 [";

#endif
