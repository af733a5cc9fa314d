on syn-backlog -tln
