# 4: what is in ld.so is nobody's
s/    long space = linkmap_namespace(map);/    if (strstr(map->l_name, "ld-linux") != NULL)\n        return OWNER_NOBODY;\n&/
s/#include <stddef.h>/&\n#include <string.h>/
