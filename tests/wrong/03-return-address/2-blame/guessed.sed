# 4: a jump is what lies within 64 bytes of ask()
s/    if (caller == site)/    if ((const char *)caller - (const char *)ask < 64 \&\& caller >= (const void *)ask)/
s/^static const void \*plugin;/static void ask(void);\n\n&/
/^static const void \*site;/d
s/    site = CALLER();/    asked++;/
