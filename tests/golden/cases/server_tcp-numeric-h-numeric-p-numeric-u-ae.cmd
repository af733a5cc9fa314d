on server --tcp --numeric-h --numeric-p --numeric-u -ae
