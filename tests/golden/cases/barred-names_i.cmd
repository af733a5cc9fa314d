# needs: IFACES
on barred-names -i
