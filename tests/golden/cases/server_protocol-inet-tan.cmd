on server --protocol=inet -tan
