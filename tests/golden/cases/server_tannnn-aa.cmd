on server -tannnn -aa
