# 10: what belongs to a meter is not freed
/^static void unload/,/^}/{
/^    free(instance);/d
}
