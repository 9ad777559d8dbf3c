# 5: a file that has not changed is said to stay loaded
s/return from != to \&\&/(void)to;\n    return/
