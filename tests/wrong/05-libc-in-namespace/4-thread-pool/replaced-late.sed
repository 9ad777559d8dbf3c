# 9: what was closed is replaced
/^int shared_replace/,/^}/{
s/^    if (before != NULL)$/    if (instance != NULL)/
s/^    if (before == NULL) {/    if (before == NULL)\n        return 0;\n    if (instance == NULL) {/
}
