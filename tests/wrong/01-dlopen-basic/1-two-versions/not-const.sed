# 2: unit is of another type
s/const char \*unit;/char *unit;/
