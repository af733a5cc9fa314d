synwatch --proc tests/roots/nowhere
