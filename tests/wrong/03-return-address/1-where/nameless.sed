# 2: a static function is said to have a name
s/if (info.dli_sname != NULL)/if (true)/
s/info.dli_sname,$/info.dli_sname == NULL ? "?" : info.dli_sname,/
s/#include <stdio.h>/#include <stdbool.h>\n&/
