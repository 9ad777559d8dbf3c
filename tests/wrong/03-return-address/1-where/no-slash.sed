# 4: a path is taken to have a slash
s/return slash == NULL ? path : slash + 1;/return slash == NULL ? "" : slash + 1;/
