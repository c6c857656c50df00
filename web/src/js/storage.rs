//! What this browser remembers: little, and nothing where it may not (private windows, sandboxed frames).

use web_sys::Storage;

/// The value last written, if the browser kept it.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Writes a value, if the browser lets us.
pub fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
