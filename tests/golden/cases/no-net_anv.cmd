on no-net -anv
