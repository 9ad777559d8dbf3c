# 5: each name is one byte longer
s|    for (unsigned rest = loads; rest > 1; rest /= 2) {|    static char slashes[PATH_MAX];\
    slashes[loads] = '/';\
    snprintf(prefix, sizeof prefix, "./");\
    if (loads < size \&\& snprintf(other, size, "%s", path) > 0) {\
        char *slash = strrchr(other, '/');\
        memmove(slash + loads, slash, strlen(slash) + 1);\
        memcpy(slash, slashes + 1, loads);\
        return;\
    }\
&|
