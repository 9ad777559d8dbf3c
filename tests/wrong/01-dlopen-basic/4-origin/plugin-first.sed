# 3: the plugin is asked first
s/dlsym(RTLD_DEFAULT, name);/dlsym(handle, name);/
s/found : dlsym(handle, name);/found : dlsym(RTLD_DEFAULT, name);/
