// area.rs - a function for area_user.c, in Rust.
#![no_std]
#![crate_type = "lib"]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[repr(C)]
pub struct Point {
    pub x: f64,
    pub n: i32,
}

#[no_mangle]
pub extern "C" fn area(point: &Point, factor: i32) -> f64 {
    point.x * factor as f64
}
