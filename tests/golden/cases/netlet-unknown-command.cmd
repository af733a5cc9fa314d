netlet nosuch -tan
