# 1: the plugin's are never flushed
s/        its_fflush(NULL);/        (void)its_fflush;/
