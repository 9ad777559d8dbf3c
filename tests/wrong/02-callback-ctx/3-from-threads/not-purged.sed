# 4: what came in before is delivered to the next one
/            purge(&arrived, i);/d
s/        slot.report(slot.ctx, value);/        if (slot.report == NULL) {\n            dropped++;\n            continue;\n        }\n&/
