//! What the steps are called, in their order.

use super::super::step::Name;

pub(super) const CREDENTIALS: Name = name("credentials", "credentials");
pub(super) const TOKEN: Name = name("token", "access token");
pub(super) const SCOPES: Name = name("scopes", "scopes");
pub(super) const SERVICE: Name = name("service", "Apps Script API reached");
pub(super) const API: Name = name("api", "API enabled in the Cloud project");
pub(super) const USER_SETTING: Name = name("userSetting", "API switched on by the user");
pub(super) const CLOUD_PROJECT: Name =
    name("cloudProject", "Cloud project shared by script and OAuth client");
pub(super) const DEPLOYMENT: Name = name("deployment", "deployed as an API executable");
pub(super) const ACCESS: Name = name("access", "access for this user");
pub(super) const LOADS: Name = name("loads", "script loads");
pub(super) const FUNCTIONS: Name = name("functions", "deployed functions are those of the folder");

const fn name(id: &'static str, title: &'static str) -> Name {
    Name { id, title }
}
