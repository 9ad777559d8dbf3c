# 8: the memory of a member is kept until the last one leaves
/^void crowd_leave/,/^}/{
/free(member)/d
s/    close_files(member);/&\n    static struct member *gone[1000];\n    static int n;\n    gone[n++] = member;\n    for (int i = 0; i < CROWD_MAX; i++) {\n        if (members[i] != NULL)\n            return;\n    }\n    while (n > 0)\n        free(gone[--n]);/
}
