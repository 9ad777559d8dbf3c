# 5: what mailbox_deliver() has in its hands is dropped, and not counted
s/            purge(&batch, i);.*/            size_t before = dropped;\n            purge(\&batch, i);\n            dropped = before;/
