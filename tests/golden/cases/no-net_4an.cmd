on no-net -4an
