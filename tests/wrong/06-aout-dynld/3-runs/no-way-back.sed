# 7: on 386 a distance leads only forwards
s/^        \*at &= 0xffffffff;/        *at = *at > 0xffffffff ? 0 : *at;/
