# 1: a libc stays loaded, in a namespace for the next visit
s/#include <stdio.h>/#include <dlfcn.h>\n&/
s/    struct visit \*visit = calloc/    static void *pool;\n    if (pool == NULL)\n        pool = dlmopen(LM_ID_NEWLM, "libc.so.6", RTLD_NOW);\n&/
