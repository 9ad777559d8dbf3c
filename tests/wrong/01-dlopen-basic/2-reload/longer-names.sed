# 5: each name is one byte longer
s|^    size_t end = .*|    static char slashes[PATH_MAX];\
    slashes[loads] = '/';\
    if (loads < size \&\& snprintf(other, size, "%s", path) > 0) {\
        char *slash = strrchr(other, '/');\
        memmove(slash + loads, slash, strlen(slash) + 1);\
        memcpy(slash, slashes + 1, loads++);\
        return;\
    }\
&|
s|#include <stdlib.h>|&\
#include <string.h>|
