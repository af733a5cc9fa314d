synwatch --frobnicate
