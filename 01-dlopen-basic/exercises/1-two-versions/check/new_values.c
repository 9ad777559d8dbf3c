// new_values.c - what was drawn for new.c, which is linked with it.

#include "drawn.h"

extern const char new_name[];
extern char new_unit[];
extern const double new_value;

const char new_name[] = NEW_NAME;
char new_unit[] = NEW_UNIT;
const double new_value = NEW_VALUE;
