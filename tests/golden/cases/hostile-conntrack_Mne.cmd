# needs: MASQUERADE
on hostile-conntrack -Mne
