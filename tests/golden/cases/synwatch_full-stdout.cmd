# needs: SYNWATCH
synwatch --version > /dev/full
