# 5: a part that needs itself is not on a circle
s/        if (leads(set, other, member, seen))/        if (other != member \&\& leads(set, other, member, seen))/
