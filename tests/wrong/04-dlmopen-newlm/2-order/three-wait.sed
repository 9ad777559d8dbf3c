# 3: not more than three wait
/^void visit_close/,/^}/{
s/    visit->over = true;/    visit->over = true;\n    int waiting = 0;\n    for (struct visit *at = top; at != NULL; at = at->below)\n        waiting += at->over;\n    for (struct visit **at = \&top; *at != NULL \&\& waiting > 4; at = \&(*at)->below) {\n        if (*at == visit) {\n            *at = visit->below;\n            unload(\&visit->loaded);\n            free(visit);\n            return;\n        }\n    }/
}
