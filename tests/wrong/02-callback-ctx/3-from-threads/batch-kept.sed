# 5: what mailbox_deliver() has in its hands is not looked at
/            purge(&batch, i);/d
s/        slot.report(slot.ctx, value);/        if (slot.report == NULL) {\n            dropped++;\n            continue;\n        }\n&/
