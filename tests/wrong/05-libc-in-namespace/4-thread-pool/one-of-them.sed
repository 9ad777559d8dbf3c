# 6: a thread that ends detaches one of its states
s/^    while (leave_seat())$/    for (int i = 0; i < 1 \&\& leave_seat(); i++)/
