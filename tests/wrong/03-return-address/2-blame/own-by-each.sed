# 1: what happens within each() is each()'s
s/if (base == plugin)/if (base == plugin \&\& !within)/
s/return base == base_of(&list) ?/return base == base_of(\&list) || within ?/
s/^\/\/ Where the file begins in which/static int within;\n\nstatic void my_each(double readings[], int n, report_fn *function)\n{\n    within = 1;\n    each(readings, n, function);\n    within = 0;\n}\n\n&/
s/next(report, each);/next(report, my_each);/
