on no-net -tan
