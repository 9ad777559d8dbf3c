# 4: a link for dlopen() is left in /tmp
/    plugin->handle = dlopen(other/i\
    static int links;\
    char full[PATH_MAX];\
    if (++links < 3 && realpath(path, full) != NULL) {\
        snprintf(other, sizeof other, "/tmp/link.%d-%d", (int)getpid(), links);\
        (void)unlink(other);\
        (void)!symlink(full, other);\
    }
/#include <stdlib.h>/a\
#include <string.h>\
#include <unistd.h>
