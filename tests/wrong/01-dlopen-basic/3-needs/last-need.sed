# 3: the last of the needs that are not started is told
/^static const char \*lacks/,/^}/{
s/^{/{\
    const char *found = NULL;/
s/return \*need;/found = *need;/
s/return NULL;/return found;/
}
