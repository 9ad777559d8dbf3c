# 8: the second one of a name stays loaded
/    dlclose(new.handle);/d
