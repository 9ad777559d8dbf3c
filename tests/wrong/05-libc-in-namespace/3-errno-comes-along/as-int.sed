# 6: a factor is taken out as an int
s/va_arg(args, double))/va_arg(args, int))/
