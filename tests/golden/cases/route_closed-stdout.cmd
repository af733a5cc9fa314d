route -n --proc tests/roots/routes/proc >&-
