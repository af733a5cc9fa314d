# needs: MASQUERADE
on nat-old -Mne
