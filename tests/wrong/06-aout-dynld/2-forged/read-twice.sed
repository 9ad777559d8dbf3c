# 5: the file is read a second time
s/^    Dynobj \*obj = dynloadgen(&memory/    if (lseek(fd, 0, SEEK_SET) != 0) {\n        snprintf(why, ERRMAX, "it cannot be read twice");\n        free(memory.bytes);\n        return NULL;\n    }\n&/
s/#include <string.h>/&\n#include <unistd.h>/
