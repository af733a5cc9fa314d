synwatch 5
