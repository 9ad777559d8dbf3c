# 7: what does not fit is left out
s/    snprintf(text, size, "%s%s", file,/    if (strlen(file) >= size)\n        file = "";\n&/
s/#include <stdio.h>/&\n#include <string.h>/
