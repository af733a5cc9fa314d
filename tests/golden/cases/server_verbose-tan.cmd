on server --verbose -tan
