on hotsos-vault -tn
