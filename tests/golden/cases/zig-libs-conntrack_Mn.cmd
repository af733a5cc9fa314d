# needs: MASQUERADE
on zig-libs-conntrack -Mn
