//! Calls on a paused clock, against servers without a network.

mod budgets;
mod permits;
mod repeats;
mod runs;
mod server;
mod spans;
mod waits;
