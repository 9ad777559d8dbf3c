# 6: fd is behind the last page of data
s/^        return 0;$/    {\n        if (mapped)\n            lseek(fd, at - HEADER + (off_t)(text + page_up(image->data)), SEEK_SET);\n        return 0;\n    }/
