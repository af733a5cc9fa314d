# needs: FILTERS
on hostile -taneoW --port 382-383,65534
