# 1: a batch is reported when the next value comes
s/== instance->batch)/> instance->batch)/
