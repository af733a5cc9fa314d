# needs: JSON NAMES
names on server -tuUwaej
