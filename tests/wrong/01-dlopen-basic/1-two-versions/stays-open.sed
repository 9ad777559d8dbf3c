# 6: a sensor that is refused stays loaded
/^    dlclose(\*handle);/d
