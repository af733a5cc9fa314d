netlet ''
