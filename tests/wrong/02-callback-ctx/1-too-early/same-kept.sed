# 5: nothing happens if a listener takes its own place
s/    listener_drop(&old);/    if (old.ctx != listener.ctx)\n    &/
