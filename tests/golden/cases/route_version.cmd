route -V; route --version
