# needs: UNIX
on jc-ubuntu -aneoW
