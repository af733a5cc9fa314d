netstat --help=states
