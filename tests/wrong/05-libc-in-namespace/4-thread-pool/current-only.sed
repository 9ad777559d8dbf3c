# 6: a thread that ends detaches its state in the current meter only
s/^    for (instance = all; instance != NULL; instance = instance->next) {/&\n        if (instance->owner->current != instance)\n            continue;/
