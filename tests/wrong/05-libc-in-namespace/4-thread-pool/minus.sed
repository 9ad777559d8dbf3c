# 9: a call that is refused returns something else than -1
/^int shared_call/,/^}/{
s/^        return -1;/        return -2;/
}
