# 3: the answer is the mailbox's
/^char \*post_next/,/^}/{
s/    char \*ours = strdup(its);/    return its;/
/its_free/d
/return ours/d
}
