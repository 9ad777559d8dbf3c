# 1: there is room for 8 needs
s/parts\[NEEDS_MAX + 1\] = {NULL};/parts[9] = {NULL};/
s/member->part->needs\[i\] != NULL; i++)/i < 8 \&\& &/
