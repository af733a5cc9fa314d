on server -A inet6,inet -tan
