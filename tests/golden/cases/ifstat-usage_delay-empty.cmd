ifstat ''
