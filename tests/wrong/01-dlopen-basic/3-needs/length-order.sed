# 2: short names come before long ones
s/strcmp(set->members\[i - 1\].part->name, new.part->name) < 0/strlen(set->members[i - 1].part->name) < strlen(new.part->name) ||\n            (strlen(set->members[i - 1].part->name) == strlen(new.part->name) \&\&\n             &)/
s/        if ((*strlen/&/
