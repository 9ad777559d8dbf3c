# 5: the plugin furthest out
s/    walk->name = name_of(map);/    const char *name = name_of(map);\n    if (name != NULL)\n        walk->name = name;/
s/    bool end = walk->name != NULL || /    bool end = /
