# needs: JSON PROGRAMS
on hostile -tanpj
