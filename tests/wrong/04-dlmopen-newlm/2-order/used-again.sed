# 5: a visit that waits is used again, and does not begin to count anew
s/    struct visit \*visit = calloc(1, sizeof \*visit);/    if (top != NULL \&\& top->over \&\& top->meter->start(seed) == 0) {\n        top->over = false;\n        return top;\n    }\n&/
/^void visit_close/,/^}/s/    while (top != NULL && top->over) {/    int left = 0;\n    for (struct visit *at = top; at != NULL; at = at->below)\n        left += !at->over;\n    while (left == 0 \&\& top != NULL) {/
