/// How deep a walk may go: the parser makes chains such as `a + b + c` without recursion, a walk through them
/// recurses.
const LIMIT: usize = 2_000;

/// How deep a walk is.
#[derive(Default)]
pub(super) struct Depth(usize);

impl Depth {
    /// Whether there is room for one level more.
    pub(super) fn enter(&mut self) -> bool {
        let room = self.0 < LIMIT;
        self.0 += usize::from(room);
        room
    }

    pub(super) fn leave(&mut self) {
        self.0 = self.0.saturating_sub(1);
    }
}
