minutes percent
0 50
