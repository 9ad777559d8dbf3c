# 6: the size is taken out as an unsigned int
s/name, va_arg(args, size_t));/name,\
                              (size_t)va_arg(args, unsigned));/
