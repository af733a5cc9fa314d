on unix-only -anv
