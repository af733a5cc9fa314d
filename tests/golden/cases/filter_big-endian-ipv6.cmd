# needs: FILTERS big-endian
big big-endian -an6 --local '[2001:db8:1:2::]/64,fe80::/16,192.0.2.0/24:22'
