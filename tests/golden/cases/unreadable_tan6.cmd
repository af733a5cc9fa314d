on unreadable -tan6
