on cut-in-inode -tn
