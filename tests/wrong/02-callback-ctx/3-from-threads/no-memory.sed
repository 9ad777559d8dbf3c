# 8: what malloc() returns is not looked at
/^static void came_in/,/^}/s/    if (letter != NULL)/    if (slots[n].report != NULL)/
s/    if (letter != NULL && slots/    if (slots/
