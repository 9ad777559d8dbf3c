# 6: that a thread ends is not noticed
s/pthread_key_create(&ends, thread_ends)/pthread_key_create(\&ends, NULL)/
/^static void thread_ends/s/static/static __attribute__((unused))/
