# 7: what is no mailbox stays loaded
/^static struct post \*refuse/,/^}/s/    namespace_close(&post->space);//
