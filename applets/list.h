/* list - the registry, sorted by name: one line an applet. Included several times, no guard. */
IF_IFSTAT(APPLET(ifstat))
IF_NETSTAT(APPLET(netstat))
IF_ROUTE(APPLET(route))
IF_SYNWATCH(APPLET(synwatch))
