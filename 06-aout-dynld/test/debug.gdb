# debug.gdb - the questions that check-debug.sh puts to gdb.
set pagination off
set width 0
set confirm off
set breakpoint pending on
break steps.c:measure
break halve
commands 2
  silent
  bt
  info line
  print halved
  continue
end
break sensors/thermometer.c:measure

# One of three instances; the third is gone.
run <SESSION
info breakpoints
print channel
next
print doubled
continue

# Another one.
print channel
next
print doubled
delete 2
continue

# A module where one has been that is gone, in the place of another.
print channel
info breakpoints
bt
continue

# A shared object's module, and through it.
bt
print chosen
tbreak report
continue
bt
continue
