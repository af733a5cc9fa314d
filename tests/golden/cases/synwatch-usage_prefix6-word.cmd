synwatch --prefix6 word
