# 6: stop() adds nothing if the line is short
/^void stop/,/^}/s/    add(CALLER(), what);/    if (strchr(what, ' ') == NULL)\n    &/
