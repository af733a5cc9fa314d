# needs: FILTERS
# --state can be no shorter: net-tools' --statistics, which wins over ours, begins like it.
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || $4 ~ /:22$/ && $5 ~ /:40022$/'
on server -tanW --por 22 --loc=:22 --rem :40022 --state estab
