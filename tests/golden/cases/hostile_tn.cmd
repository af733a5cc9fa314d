on hostile -tn
