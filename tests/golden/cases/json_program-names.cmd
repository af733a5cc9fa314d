# needs: JSON PROGRAMS
on programs -tanpj
