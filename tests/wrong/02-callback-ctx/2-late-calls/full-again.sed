# 1: it looks once more when the context has been destroyed
/^bool pool_take/,/^}/s/        return false;/        return pool_refused() == refused \&\& slots[2].number == 0 \&\& pool_take(ticket, target);/
