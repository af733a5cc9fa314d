on hotsos-vault -tln
