netstat tan
