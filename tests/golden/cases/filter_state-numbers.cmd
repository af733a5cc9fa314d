# needs: FILTERS
on odd-states -tan --state 0,1-14,128,255
