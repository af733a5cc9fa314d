# needs: FILTERS
[ $whose = ours ] || on server -taneoW | awk 'NR < 3 || ($4 " " $5 " ") ~ /:3333[345] /'
on server -taneoW --port 33333-33335
