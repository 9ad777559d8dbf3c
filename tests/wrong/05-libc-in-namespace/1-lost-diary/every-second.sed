# 3: the files are flushed at every second call, and at the end
s/        its_fflush(NULL);/{\n        static int calls;\n        its_fflush(*(FILE **)dlsym(handle, "stdout"));\n        if (++calls % 2 == 0)\n            its_fflush(NULL);\n    }/
s/^    return 0;\n}/&/
/^static int keep/,/^}/s/^    return 0;/    flush(handle);\n    flush(handle);\n&/
