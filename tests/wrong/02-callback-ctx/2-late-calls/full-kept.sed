# 1: the context is not destroyed if all are in use
/^bool pool_take/,/^}/{
/target.destroy(target.ctx);/d
}
