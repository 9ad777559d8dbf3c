# 2: the host's errno is what it was before
s/^        errno = \*place;/    {\n        errno = *place;\n        *place = before;\n    }/
