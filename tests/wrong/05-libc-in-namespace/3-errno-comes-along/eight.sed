# 5: eight arguments are handed on
/^int store_log(/,/^}/{
s/    int result = store_vlog(format, args);/    long a[8] = {0};\n    for (int i = 0; i < 8 \&\& *format != 0; i++)\n        a[i] = va_arg(args, long);\n    int result = hand_on(format, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);/
}
s/^int store_log(/static int hand_on(const char *format, ...)\n{\n    va_list args;\n    va_start(args, format);\n    int result = store_vlog(format, args);\n    va_end(args);\n    return result;\n}\n\n&/
