# 7: the place of errno is asked for once
s/    int \*place = bridge.errno_place();/    static int *place;\n    if (place == NULL)\n        place = bridge.errno_place();/
s/#include "bridge.h"/#include <stddef.h>\n\n&/
