on router -uan
