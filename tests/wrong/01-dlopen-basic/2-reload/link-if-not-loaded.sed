# 4: a link for dlopen() is left if that fails
/    plugin->handle = dlopen(other/i\
    static int links;\
    snprintf(other, sizeof other, "%s.%d", path, ++links);\
    (void)!symlink(strrchr(path, '/') + 1, other);
/    plugin->handle = dlopen(other/a\
    if (plugin->handle != NULL)\
        unlink(other);
/#include <stdlib.h>/a\
#include <string.h>\
#include <unistd.h>
