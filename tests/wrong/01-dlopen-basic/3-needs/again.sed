# 4: a part that cannot start is asked again
s/    member->state = FAILED;/    static int tries;\n    member->state = ++tries < 2 ? WAITING : FAILED;\n    if (member->state == WAITING)\n        return;/
