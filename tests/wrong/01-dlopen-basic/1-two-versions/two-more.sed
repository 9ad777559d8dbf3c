# 2: there are two members more
s/const char \*unit;/&\n    const char *maker;/
