# 6: the factor is handed on as a float
s/va_arg(args, double));/(double)(float)va_arg(args, double));/
