# 5: all are unloaded when the last one has left
/^void visit_close/,/^}/s/    while (top != NULL && top->over) {/    for (struct visit *at = top; at != NULL; at = at->below) {\n        if (!at->over)\n            return;\n    }\n&/
