# 6: a sensor that has reported stays loaded
/^    dlclose(handle);/d
