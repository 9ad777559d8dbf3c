# 6: the limit is handed on as a short
s/return bridge.control(command, va_arg(args, int));/return bridge.control(command, (short)va_arg(args, int));/
