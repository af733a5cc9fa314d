timeout -s INT 1 $netlet synwatch --proc tests/roots/half-open/proc --log 0.02 | sed "s/^[0-9-]* [0-9:]* /DATE TIME /"
