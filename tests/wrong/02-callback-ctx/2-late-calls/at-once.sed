# 5: the context is destroyed while the report runs
s/        if (slot->running > 0)/        if (slot->running > POOL_SIZE)/
