# 7: a name is compared with that of the file before only
s/^static void add(/static char before[4096];\n\n&/
s/    if (find(set, new.part->name) != NULL) {/    bool twice = strcmp(before, new.part->name) == 0;\n    strcpy(before, new.part->name);\n    if (twice) {/
