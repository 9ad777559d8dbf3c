# 1: a visit that is over is unloaded when the next one begins
s/^struct visit \*visit_open.*size)$/static void sweep(void)\n{\n    while (top != NULL \&\& top->over) {\n        struct visit *last = top;\n        top = last->below;\n        unload(\&last->loaded);\n        free(last);\n    }\n}\n\n&/
s/    struct visit \*visit = calloc/    sweep();\n&/
/^void visit_close/,/^}/{
/    while (top/,/^    }/d
}
