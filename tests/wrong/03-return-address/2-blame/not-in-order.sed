# 1: the first two findings change places
s/^    return found;/    if (found > 1 \&\& max > 1) {\n        struct finding first = findings[0];\n        findings[0] = findings[1];\n        findings[1] = first;\n    }\n&/
