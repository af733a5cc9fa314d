on cut-in-inode -tln
