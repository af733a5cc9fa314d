on_ifstat interfaces --total -i eth2 -i '' -i , -i eth10,,eth2,eth10
