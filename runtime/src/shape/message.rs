use core::str;

/// Room for names of any sane length; a longer message ends early.
const ROOM: usize = 1024;

/// A text that is put together at compile time.
pub(super) struct Message {
    bytes: [u8; ROOM],
    length: usize,
}

impl Message {
    pub(super) const fn new() -> Self {
        Self {
            bytes: [0; ROOM],
            length: 0,
        }
    }

    /// With a text at its end, unless there is no room for it.
    pub(super) const fn with(mut self, text: &str) -> Self {
        let (_, free) = self.bytes.split_at_mut(self.length);
        if let Some((room, _)) = free.split_at_mut_checked(text.len()) {
            room.copy_from_slice(text.as_bytes());
            self.length += text.len();
        }
        self
    }

    pub(super) const fn as_str(&self) -> &str {
        let (written, _) = self.bytes.split_at(self.length);
        match str::from_utf8(written) {
            Ok(text) => text,
            Err(_) => "the struct contradicts the script",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, ROOM};

    #[test]
    fn grows_until_the_room_is_full() {
        let message = Message::new().with("the price is ").with("5 €");
        assert_eq!(message.as_str(), "the price is 5 €");
        let long = "x".repeat(ROOM - 1);
        let message = Message::new().with(&long).with("€").with("y");
        assert_eq!(message.as_str(), format!("{long}y"));
    }
}
