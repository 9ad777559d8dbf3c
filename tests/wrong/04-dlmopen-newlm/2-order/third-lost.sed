# 3: one that ends while two above it are open is forgotten
/^void visit_close/,/^}/s/^    visit->over = true;/    visit->over = top == visit || top->below == visit || top->over ||\n                  top->below->over;/
