# needs: FILTERS
[ $whose = ours ] || on server -anW | awk '/^Active UNIX/ { exit } NR < 3 || ($4 " " $5 " ") ~ /:(53|546) /'
on server -anW --port 53,546
