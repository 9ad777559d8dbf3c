# 3: the old version is closed if there is no new one
/    if (!plugin_open(&new, path, text, size))/{
N
c\
    if (!plugin_open(&new, path, text, size)) {\
        plugin_close(plugin);\
        return false;\
    }
}
