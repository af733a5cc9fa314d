# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || $4 ~ /^192[.]0[.]2[.][0-9]*:8080$/'
on server -tanW --local '[::ffff:192.0.2.0]/120:8080'
