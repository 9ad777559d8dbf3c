# 2: the meter of a library that the file needs is taken
s/own_symbol(/dlsym(/
s/#include <stdio.h>/#include <dlfcn.h>\n&/
