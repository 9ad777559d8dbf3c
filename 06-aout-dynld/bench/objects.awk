# objects.awk - C source of about the size of a real library's: for the link.
#
# Usage:        awk -v name=lua_1 -v functions=22 -v other=lua_2 -f objects.awk
#               so many functions, which call each other, one of the other file,
#               and the host, and share a few types; a table of them; strings.

BEGIN {
    print "// " name ".c - made by bench/objects.awk"
    for (i = 0; i < 20; i++)
        printf "struct s%d { int n; struct s%d *next; const char *name;" \
            " double d; long (*f)(struct s%d *, int); };\n", i, (i + 1) % 20, i
    print "long host_call(int x); extern int host_number;"
    printf "long %s_f0(struct s0 *p, int x);\n", other
    for (i = 0; i < functions; i++)
        printf "long %s_f%d(struct s%d *p, int x);\n", name, i, i % 20
    for (i = 0; i < functions; i++) {
        j = (i * 7 + 3) % functions
        printf "static struct s%d v%d = {%d, 0, \"string %d\", %d.5," \
            " %s_f%d};\n", i % 20, i, i, i, i, name, i
        printf "long %s_f%d(struct s%d *p, int x)\n{\n", name, i, i % 20
        print "    long sum = host_number;"
        print "    for (int i = 0; i < x && p != 0; i++) {"
        print "        if (p->n > i && p->d < 3.25)"
        print "            sum += host_call(p->name[i]) * p->n;"
        printf "        else if (p->f != %s_f%d)\n", name, i
        print "            sum ^= p->f(p, x - 1);"
        printf "        v%d.d += i * 0.5;\n    }\n", i
        print "    switch (x) {"
        for (k = 1; k < 7; k++)
            printf "    case %d: sum += host_call(%d); break;\n", k, k * k + i
        printf "    default: sum += %s_f%d(0, x / 2);\n    }\n", name, j
        printf "    return sum + %s_f0(0, x) + v%d.n;\n}\n", other, i
    }
    printf "const void *const %s_all[] = {\n", name
    for (i = 0; i < functions; i++)
        printf "    &v%d,\n", i
    print "};"
}
