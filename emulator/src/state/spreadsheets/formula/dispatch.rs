use super::{
    call::{Arguments, Call},
    fault::Fault,
    function::Kind,
    functions, lift,
    value::Evaluated,
};

/// What a call comes to. A function that the emulator lacks has no name, as one that Google does not know.
pub(super) fn value<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let Some(function) = functions::find(call.name) else {
        let what = format!("the function {}", call.name);
        return call.evaluator.lacking(&what, Fault::Name);
    };
    if !function.takes(call.len()) {
        return Err(Fault::NotAvailable);
    }
    match function.kind {
        Kind::Scalars(of) => {
            let values = call.values()?;
            lift::over(call.evaluator, call.site, &values, |values| {
                of(call.evaluator, Arguments(values))
            })
        }
        Kind::Checks(of) => {
            let values = call.values_or_errors()?;
            lift::checked_over(call.evaluator, call.site, &values, of)
        }
        Kind::Whole(of) => of(call),
    }
}
