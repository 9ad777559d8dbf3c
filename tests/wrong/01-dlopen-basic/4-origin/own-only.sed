# 2: only the plugin itself is asked
s/found : dlsym(handle, name);/found : own_symbol(handle, name);/
