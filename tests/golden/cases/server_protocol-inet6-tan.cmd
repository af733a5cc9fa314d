on server --protocol inet6 -tan
