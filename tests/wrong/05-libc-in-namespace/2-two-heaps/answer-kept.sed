# 3: what the mailbox has allocated is not freed
/^    post->its_free(its);/d
