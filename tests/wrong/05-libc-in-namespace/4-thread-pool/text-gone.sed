# 7: the reason of start() is copied when the meter has gone
/^static struct instance \*load/,/^}/{
s/^    unload(instance);/    unload(instance);\n    if (wrong)\n        snprintf(why, size, "%s: %s", path, reason);/
s/^        snprintf(why, size, "%s: %s", path, reason);/        wrong = true;/
s/^    const char \*reason = "not a meter";/&\n    bool wrong = false;/
}
