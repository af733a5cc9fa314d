on unix-only -4an
