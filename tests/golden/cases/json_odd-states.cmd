# needs: JSON
on odd-states -tuwanj
