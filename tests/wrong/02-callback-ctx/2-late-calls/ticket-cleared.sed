# 1: the ticket is changed if none is free
/^bool pool_take/,/^}/s/        return false;/        ticket->number = 0;\n&/
