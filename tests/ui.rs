//! What the attribute refuses, and in which words.
