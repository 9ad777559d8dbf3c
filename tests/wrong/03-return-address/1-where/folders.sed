# 1: the path of the file
s/return slash == NULL ? path : slash + 1;/return slash == NULL ? path : path;/
