# 1: a copy is taken for the host
/^        if (linkmap_of_handle(list\[i\].handle) == map)/s/ == map)/ == map \&\&\n            linkmap_namespace(map) != NAMESPACE_BASE)/
