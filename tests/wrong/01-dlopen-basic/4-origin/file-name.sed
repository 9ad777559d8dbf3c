# 1: the name of the file, without its folder
s/    const char \*file = info.dli_fname;/    const char *file = strrchr(info.dli_fname, '\/');\n    file = file == NULL ? info.dli_fname : file + 1;/
s/#include <stdio.h>/&\n#include <string.h>/
