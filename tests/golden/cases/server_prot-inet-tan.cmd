on server --prot=inet -tan
