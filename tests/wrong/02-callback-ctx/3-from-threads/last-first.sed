# 2: the last value comes first
s/        append(&arrived, letter);/        letter->next = arrived.first;\n        if (arrived.first == NULL)\n            arrived.last = letter;\n        arrived.first = letter;/
