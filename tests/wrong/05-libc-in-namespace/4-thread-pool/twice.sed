# 6: a thread that ends detaches its state twice
/^static bool leave_seat/,/^}/{
s/^    free_seat(instance, seat);/    enter(\&instance->door);\n    instance->meter->detach(seat->state);\n&/
}
