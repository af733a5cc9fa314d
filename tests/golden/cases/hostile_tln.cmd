on hostile -tln
