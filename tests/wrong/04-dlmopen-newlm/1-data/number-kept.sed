# 6: the number of a namespace is kept for the instance that had it first
s/^int owner_find/static const void *first[64];\n\n&/
/linkmap_of_handle(list\[i\].handle)) == space)/s/if (.*/if (first[space] == NULL \&\&\n            linkmap_namespace(linkmap_of_handle(list[i].handle)) == space)\n            first[space] = list[i].handle;\n        if (first[space] == list[i].handle)/
