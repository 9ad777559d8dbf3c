# 6: the notifier is called, and then the callback is free
/^static void release/,/^}/{
/^    target.destroy(target.ctx);/d
s/^    slot->number = 0;/    slot->leaving = true;\n    target.destroy(target.ctx);\n&/
}
