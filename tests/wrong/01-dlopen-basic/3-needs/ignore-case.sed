# 2: capital letters count as small ones
s/strcmp(set->members\[i - 1\]/strcasecmp(set->members[i - 1]/
s/#include <string.h>/&\n#include <strings.h>/
