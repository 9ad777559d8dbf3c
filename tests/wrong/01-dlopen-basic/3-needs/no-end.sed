# 1: behind the last table is no NULL
s/    const struct part \*parts\[NEEDS_MAX + 1\] = {NULL};/    const struct part *parts[NEEDS_MAX + 1];\
    memset(parts, 0x5a, sizeof parts);/
