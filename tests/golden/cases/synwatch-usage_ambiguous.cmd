synwatch --pr
