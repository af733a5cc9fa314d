# needs: MASQUERADE
on nat-router --masquerade -n6
