# 5: a file that has not changed is refused
s/    if (reason != NULL) {/    if (old.tally == new.tally)\n        reason = "it is the same";\n&/
