on unix-only -tan
