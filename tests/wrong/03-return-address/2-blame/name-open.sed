# 6: a long name is filled in without a 0
s/    snprintf(text, size, "%s", slash == NULL ? info.dli_fname : slash + 1);/    const char *name = slash == NULL ? info.dli_fname : slash + 1;\
    size_t length = strlen(name) + 1;\
    memcpy(text, name, length < size ? length : size);/
