# 5: what is in the host's libc is the first member's
s/^    return NULL;\n}//
/^const char \*crowd_who/,/^}/s/^    return NULL;/    for (int i = 0; i < CROWD_MAX \&\& map != NULL; i++) {\n        if (members[i] != NULL \&\& members[i]->tally.handle != NULL)\n            return members[i]->name;\n    }\n&/
