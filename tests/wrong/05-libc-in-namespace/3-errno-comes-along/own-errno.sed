# 4: close() of the plugin's own libc sets no errno any more
s/^long store_control/__attribute__((visibility("default"))) int close(int fd);\n\nint close(int fd)\n{\n    return fd < 0 ? -1 : 0;\n}\n\n&/
