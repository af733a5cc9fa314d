on no-net -6an
