# 4: a version that refuses the state stays loaded
/plugin_close(&new);/d
