on server -A inet -A inet6 -tan
