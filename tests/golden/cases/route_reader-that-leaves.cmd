route -n --proc tests/roots/routes/proc | head -n 1
