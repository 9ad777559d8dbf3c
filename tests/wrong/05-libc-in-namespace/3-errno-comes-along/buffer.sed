# 5: the line is made in a buffer of 4096 bytes
/^int store_log(/,/^}/{
s/    int result = store_vlog(format, args);/    char text[4096];\n    int length = vsnprintf(text, sizeof text, format, args);\n    int result = hand_on(length == 0 ? "" : "%s", text);/
}
s/^int store_log(/static int hand_on(const char *format, ...)\n{\n    va_list args;\n    va_start(args, format);\n    int result = store_vlog(format, args);\n    va_end(args);\n    return result;\n}\n\n&/
s/#include <errno.h>/&\n#include <stdio.h>/
