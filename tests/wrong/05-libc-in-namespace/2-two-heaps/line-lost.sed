# 1: the post itself is not freed
/^void post_close/,/^}/{
/    free(post);/d
}
