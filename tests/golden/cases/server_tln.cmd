on server -tln
