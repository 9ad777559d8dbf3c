# 5: the number of imports is believed
/^        if (!take4(&c, &signature)/,/return -1;/s/            return -1;/            return unsatisfied;/
