# 8: the objects around a copy are counted
/^int owner_objects/,/^}/{
/NAMESPACE_BASE)/,/return 0;/d
}
