# needs: STATISTICS
on server -stu
