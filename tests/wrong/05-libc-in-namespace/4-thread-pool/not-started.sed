# 7: what does not start stays loaded
/^static struct instance \*load/,/^}/{
s/^    unload(instance);/    if (instance->meter == NULL)\n        unload(instance);\n    else\n        free(instance);/
}
