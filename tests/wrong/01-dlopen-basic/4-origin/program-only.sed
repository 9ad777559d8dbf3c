# 4: of the global scope, only the program and the C library are asked
s/    return found != NULL ? found/    Dl_info info;\n    if (found != NULL \&\& base_of(found) != base_of(\&here) \&\&\n        (dladdr(found, \&info) == 0 || strstr(info.dli_fname, "libc") == NULL))\n        found = NULL;\n&/
s/#include <stdio.h>/&\n#include <string.h>/
