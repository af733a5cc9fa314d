netlet -V
