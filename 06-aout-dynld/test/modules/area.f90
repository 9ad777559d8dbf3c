! area.f90 - a function for area_user.c, in Fortran.
module areas
  use iso_c_binding
  implicit none
  type, bind(C) :: point
    real(c_double) :: x
    integer(c_int) :: n
  end type
contains
  function area(p, factor) bind(C, name="area")
    type(point), intent(in) :: p
    integer(c_int), value :: factor
    real(c_double) :: area
    area = p%x * factor
  end function
end module
