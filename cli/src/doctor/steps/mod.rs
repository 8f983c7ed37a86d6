//! Turns what was seen into steps, without network or clock.

mod call;
mod editor;
mod functions;
mod names;
mod sign_in;
#[cfg(test)]
mod tests;

use self::{
    call::of_the_call,
    functions::functions,
    sign_in::{credentials, scopes, token},
};
use super::{observation::Observation, step::Step};

pub(super) fn steps(observed: &Observation) -> Vec<Step> {
    let mut steps = vec![credentials(observed), token(observed), scopes(observed)];
    steps.extend(of_the_call(observed));
    steps.push(functions(observed));
    steps
}
