# 7: where the table begins is looked at, and not where it ends
s/at <= obj->size - sizeof \*driver/at < obj->size \&\& driver != NULL/
