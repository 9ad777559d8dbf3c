# 8: where the name begins is looked at, and not where it ends
s/ && memchr(name, .*/;/
