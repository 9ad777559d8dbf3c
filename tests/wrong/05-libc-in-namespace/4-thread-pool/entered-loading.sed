# 2: only the thread that has loaded the meter enters
/^    enter(&instance->door);/d
s/^        instance->door = enter_find(handle);/&\n        enter(\&instance->door);/
