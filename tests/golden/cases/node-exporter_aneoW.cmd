# needs: UNIX
on node-exporter -aneoW
