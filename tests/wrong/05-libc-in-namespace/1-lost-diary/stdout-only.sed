# 2: only the plugin's stdout is flushed
s/        its_fflush(NULL);/        its_fflush(*(FILE **)dlsym(handle, "stdout"));/
