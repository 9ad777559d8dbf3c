# 2: that the old one stays loaded is not told
s/return from != to && dladdr.*/(void)from, (void)to, (void)info;\n    return false;/
