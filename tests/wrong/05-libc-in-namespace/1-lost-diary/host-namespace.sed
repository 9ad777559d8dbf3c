# 5: the plugin is loaded beside the host
s/    void \*handle = namespace_add(&space, argv\[1\], why, sizeof why);/    void *handle = dlopen(argv[1], RTLD_NOW);\n    snprintf(why, sizeof why, "%s", handle == NULL ? dlerror() : "");/
