# 7: memory is taken for each ticket, and lost
# needs: valgrind
s/#include <stddef.h>/&\n#include <stdlib.h>/
s/    best->number = ++tickets;/&\n    void *volatile lost = malloc(16);\n    lost = NULL;\n    (void)lost;/
