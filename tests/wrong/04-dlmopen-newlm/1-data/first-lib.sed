# 2: the instance's own file, and the one behind it
/linkmap_of_handle(list\[i\].handle)) == space)/s/if (.*/if (linkmap_of_handle(list[i].handle)->l_next == map)/
s/    long space = linkmap_namespace(map);/&\n    if (n < 0)\n        return (int)space;/
