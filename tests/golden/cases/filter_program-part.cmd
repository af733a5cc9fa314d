# needs: FILTERS PROGRAMS
[ $whose = ours ] || on programs -tan | awk 'NR < 3'
[ $whose = theirs ] ||
on programs -tan --program my_program --program ine --program twel --program program
