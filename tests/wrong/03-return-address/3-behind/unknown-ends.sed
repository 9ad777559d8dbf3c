# 8: a plugin that is not known ends the walk
s/map == linkmap_of_address(known);/map == linkmap_of_address(known) ||\n               (map != NULL \&\& strstr(map->l_name, "copy_") != NULL);/
s/#include <unwind.h>/#include <string.h>\n&/
