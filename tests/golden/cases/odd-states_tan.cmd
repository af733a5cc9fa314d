on odd-states -tan
