# 3: 320 functions are looked at
s/    walk->caller = NULL;/    static _Thread_local int frames;\n    frames = walk->caller != NULL ? 1 : frames + 1;\n&/
s/    bool end = /    bool end = frames >= 320 || /
