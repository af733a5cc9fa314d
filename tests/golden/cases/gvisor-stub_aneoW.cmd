# needs: UNIX
on gvisor-stub -aneoW
