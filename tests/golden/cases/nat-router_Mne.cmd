# needs: MASQUERADE
on nat-router -Mne
