ifstat --packet-rate
