# 4: a plugin without a libc crashes the host
/^    if (its_fflush != NULL)/d
