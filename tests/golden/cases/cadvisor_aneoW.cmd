# needs: UNIX
on cadvisor -aneoW
