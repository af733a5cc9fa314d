on server -Uln
