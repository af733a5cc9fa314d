on empty-files -tan
