netlet netlet
