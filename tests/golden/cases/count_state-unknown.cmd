# needs: COUNT
on odd-states -tuan --count
