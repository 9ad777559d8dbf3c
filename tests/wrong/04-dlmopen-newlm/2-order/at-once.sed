# 3: each is unloaded when it is closed
/^void visit_close/,/^}/{
s/    visit->over = true;/    visit->over = true;\n    for (struct visit **at = \&top; *at != NULL; at = \&(*at)->below) {\n        if (*at == visit) {\n            *at = visit->below;\n            unload(\&visit->loaded);\n            free(visit);\n            return;\n        }\n    }/
}
