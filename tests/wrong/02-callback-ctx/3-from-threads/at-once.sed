# 1: a value is reported in the thread that calls
s/^static void came_in(int n, double value)/static void came_later(int n, double value)/
s/^#define SLOT(n) .*/static void came_in(int n, double value)\n{\n    if (slots[n].report != NULL)\n        slots[n].report(slots[n].ctx, value);\n    else\n        came_later(n, value);\n}\n\n&/
