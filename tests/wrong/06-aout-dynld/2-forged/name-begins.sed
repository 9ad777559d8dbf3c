# 8: where the name begins is looked at, and not where it ends
s/    return memchr(name, .*/    return end > name;/
