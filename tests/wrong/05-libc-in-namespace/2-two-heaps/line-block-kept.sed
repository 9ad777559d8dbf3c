# 4: the mailbox's block for lines is not freed
/^    post->its_free(post->line);/d
