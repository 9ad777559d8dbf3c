# 5: a notifier that is NULL is called
/^static void destroy/,/^}/s/listener_drop(&instance->listener)/instance->listener.destroy(instance->listener.ctx)/
