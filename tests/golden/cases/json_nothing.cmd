# needs: JSON
on empty-files -anj
