# 8: that there is no memory for a thread is not asked
s/^    void \*state = seat == NULL ? NULL : instance->meter->attach();/    void *state = instance->meter->attach();/
