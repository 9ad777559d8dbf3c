# 8: 65536 values may wait
s/^static void came_in/static size_t waiting;\n\n&/
s/letter != NULL \&\& slots\[n\].report != NULL/waiting++ < 65536 \&\& &/
s/^    batch = arrived;/    waiting = 0;\n&/
