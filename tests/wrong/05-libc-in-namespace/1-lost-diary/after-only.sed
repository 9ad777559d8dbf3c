# 3: the host's own lines are flushed after the call
/^    fflush(NULL);/d
s/^    flush(handle);/&\n    fflush(NULL);/
/^        printf("host: note/s/$/\n        if (atoi(argv[i]) != 0)\n            fflush(NULL);/
