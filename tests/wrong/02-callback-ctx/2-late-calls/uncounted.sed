# 2: refused calls are not counted
s/        refused++;/        refused += slot->leaving;/
