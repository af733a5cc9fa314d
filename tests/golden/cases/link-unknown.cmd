links && ln -s "$netlet" nosuch && ./nosuch -V
