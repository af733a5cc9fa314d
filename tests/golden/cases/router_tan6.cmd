on router -tan6
