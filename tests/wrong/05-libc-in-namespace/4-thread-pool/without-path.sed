# 7: the reason does not say which file
/^static struct instance \*load/,/^}/{
s/snprintf(why, size, "%s: %s", path, reason)/snprintf(why, size, "%s", reason)/
}
