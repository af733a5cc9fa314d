# needs: FILTERS PROGRAMS
[ $whose = ours ] || on server -tuanpW | sed -nE '1p; s/ PID.Program name *$//p; s~ [0-9]+/(ntpd|dhclient|java) *$~~p'
[ $whose = theirs ] ||
on server -tuanW --program ntpd --program=dhclient --program java
