# 3: two functions are looked at
s/    bool end = /    static int frames;\n    frames = walk->caller != NULL ? 0 : frames + 1;\n    bool end = frames > 2 || /
s/    walk->caller = NULL;/    int first = walk->caller != NULL;\n&/
s/frames = walk->caller != NULL ? 0 : frames + 1;/frames = first ? 1 : frames + 1;/
