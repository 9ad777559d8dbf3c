# 8: who got no state once gets none any more
s/^    seat = malloc(sizeof \*seat);/    static _Thread_local bool failed;\n    seat = failed ? NULL : malloc(sizeof *seat);/
s/^    if (state == NULL) {/&\n        failed = true;/
