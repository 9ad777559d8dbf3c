# 5: a file that has not changed is refused
s/    if (!hand_over(old.tally, new.tally, &reason)) {/    reason = "it is the same";\n    if (old.tally == new.tally ||\n        !hand_over(old.tally, new.tally, \&reason)) {/
