on cut-in-inode -tan
