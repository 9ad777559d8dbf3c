# 7: what was before is kept in one place for all threads
s/^static int begin(void)/static int kept;\n\n&/
s/^    return before;/    return kept = before;/
s/^        \*place = before;/        *place = kept, (void)before;/
