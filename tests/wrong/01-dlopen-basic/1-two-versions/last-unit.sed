# 3: the unit of the one before is printed, if it has none
/^static double last;/a\
static const char *unit;
/if (sensor->abi >= 2)/i\
    if (sensor->abi >= 2)\
        unit = sensor->unit;
s/if (sensor->abi >= 2)/if (unit != NULL)/
s/sensor->name, last, sensor->unit/sensor->name, last, unit/
