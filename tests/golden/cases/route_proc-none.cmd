route --proc tests/roots/none/proc -n
