# 9: a meter that comes after the end stays loaded
/^int shared_replace/,/^}/{
s/^        unload(instance);/        free(instance);/
}
