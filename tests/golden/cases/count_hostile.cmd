# needs: COUNT
on hostile -tan --count
