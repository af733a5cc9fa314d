# needs: FILTERS
on odd-states -tan --state UNKNOWN
