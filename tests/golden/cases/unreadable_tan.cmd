on unreadable -tan
