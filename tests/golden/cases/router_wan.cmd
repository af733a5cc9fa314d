on router -wan
