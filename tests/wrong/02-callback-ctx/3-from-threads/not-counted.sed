# 4: what was not yet delivered is not counted
/^static void purge/,/^}/{
/dropped++;/d
}
