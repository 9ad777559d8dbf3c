# 2: what is left is not reported
/^static void destroy/,/^}/{
/    flush(instance);/d
}
