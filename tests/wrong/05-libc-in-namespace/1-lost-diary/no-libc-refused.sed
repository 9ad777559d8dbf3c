# 4: a plugin without a libc is refused
s/^    if (diary == NULL || diary->open/    if (diary == NULL || dlsym(handle, "fflush") == NULL ||\n        diary->open/
