on hostile -tan6W
