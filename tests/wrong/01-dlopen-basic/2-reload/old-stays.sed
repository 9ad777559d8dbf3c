# 4: the old version is not closed
s/    plugin_close(&old);/    plugin->handle = NULL;/
