# needs: MASQUERADE SCTP
on nat-router -MnS
