# 6: a name is cut to 8 bytes
s/return bridge.control(command, number, name, va_arg(args, size_t));/return bridge.control(command, number, name, (va_arg(args, size_t), (size_t)8));/
