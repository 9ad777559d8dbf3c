# 8: what a member had is given back when the last one leaves
s/^    close_files(member);\n    free(member);//
/^void crowd_leave/,/^}/{
/close_files/d
/free(member)/d
s/    \*find(member) = NULL;/&\n    static struct member *gone[1000];\n    static int n;\n    gone[n++] = member;\n    for (int i = 0; i < CROWD_MAX; i++) {\n        if (members[i] != NULL)\n            return;\n    }\n    while (n > 0) {\n        close_files(gone[--n]);\n        free(gone[n]);\n    }/
}
