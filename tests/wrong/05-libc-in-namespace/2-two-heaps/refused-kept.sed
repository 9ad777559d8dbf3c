# 7: what is no mailbox is not freed
/^static struct post \*refuse/,/^}/{
/    free(post);/d
}
