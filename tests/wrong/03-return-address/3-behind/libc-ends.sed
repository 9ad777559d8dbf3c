# 3: the walk ends in libc
s/map == linkmap_of_address(known);/map == linkmap_of_address(known) ||\n               (map != NULL \&\& strstr(map->l_name, "libc.so") != NULL);/
s/#include <unwind.h>/#include <string.h>\n&/
