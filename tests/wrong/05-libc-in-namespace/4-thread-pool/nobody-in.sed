# 5: a meter that nobody is in is unloaded with the next replacement
s/^static int no_key;/&\nstatic struct instance *late;/
s/^    leave(before);/    struct instance *now = late;\n    late = before->users > 1 ? NULL : before;\n    if (before->users > 1)\n        leave(before);\n    if (now != NULL)\n        leave(now);/
/^void shared_close/,/^}/{
s/^    if (instance != NULL)$/    if (late != NULL)\n        leave(late);\n    late = NULL;\n&/
}
