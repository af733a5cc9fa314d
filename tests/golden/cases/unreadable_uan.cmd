on unreadable -uan
