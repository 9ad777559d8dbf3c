# 6: data are read, and fd is where it was
s/^        return 0;$/    {\n        if (mapped)\n            lseek(fd, at, SEEK_SET);\n        return 0;\n    }/
