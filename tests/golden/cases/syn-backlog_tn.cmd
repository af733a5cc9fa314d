on syn-backlog -tn
