on syn-backlog -tano
