# 3: the program is told by its path
s/    if (info.dli_fbase == base_of(&here))/    if (strchr(info.dli_fname, '\/') == NULL || strstr(info.dli_fname, "4-origin\/host") != NULL || (base_of(\&here) == NULL))/
s/#include <stdio.h>/&\n#include <string.h>/
