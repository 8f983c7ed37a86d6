//! Refuses calls of services: those for which the project has no scope, those after the token has expired, and
//! those that are to fail on order.

use std::sync::Arc;

use rquickjs::{Ctx, Function, Object, Value};

use super::evaluate;
use crate::{
    service::Service,
    state::{identity::Session, scopes},
};

const UNAUTHORIZED: &str = "Authorization is required to perform that action.";

/// What a run's calls of services depend on.
#[derive(Clone)]
pub(crate) struct Guard {
    pub(crate) service: Arc<Service>,
    pub(crate) session: Session,
    pub(crate) function: String,
}

impl Guard {
    /// Puts the guard before those of the services that it may have to refuse.
    pub(super) fn stand_before<'js>(
        &self,
        ctx: &Ctx<'js>,
        names: &'static [&'static str],
        made: &Object<'js>,
        kit: &Object<'js>,
    ) -> rquickjs::Result<()> {
        for &name in names.iter().filter(|name| self.is_needed_for(name)) {
            let guard = self.clone();
            let refusal = move |member: String| guard.refusal(name, &member);
            let service: Value<'js> = made.get(name)?;
            let stand: Function<'js> = evaluate(ctx, "guard.js", include_str!("guard.js"))?;
            let refusal = Function::new(ctx.clone(), refusal)?;
            let guarded: Value<'js> = stand.call((kit.clone(), name, service, refusal))?;
            made.set(name, guarded)?;
        }
        Ok(())
    }

    fn is_needed_for(&self, name: &str) -> bool {
        let missing = scopes::missing(name, &self.session.scopes).is_some();
        missing || self.token_expires_before_a_call_of(name) || self.service.faults.concern(name)
    }

    fn token_expires_before_a_call_of(&self, name: &str) -> bool {
        let token = self.service.tokens.valid(&self.session.token);
        scopes::is_needed_by(name) && token.is_none_or(|token| token.expires.is_some())
    }

    /// The words of the exception; `None` where the call goes on.
    fn refusal(&self, name: &str, member: &str) -> Option<String> {
        let path = format!("{name}.{member}");
        if scopes::is_needed_by(name) {
            if self.service.tokens.valid(&self.session.token).is_none() {
                return Some(UNAUTHORIZED.into());
            }
            // What only makes an object, such as `newTextStyle`, reaches nothing.
            let missing = scopes::missing(name, &self.session.scopes);
            if let Some(missing) = missing.filter(|_| !member.starts_with("new")) {
                return Some(format!(
                    "You do not have permission to call {path}. Required permissions: {missing}"
                ));
            }
        }
        self.service.faults.take_exception(&path, &self.function)
    }
}
