on hotsos-vault -tan
