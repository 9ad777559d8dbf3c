# 6: a name is copied whatever room there is
s/    snprintf(text, size, "%s", slash/    (void)size;\
    strcpy(text, slash/
