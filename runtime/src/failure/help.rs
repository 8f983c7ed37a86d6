//! What to do about a failure, for those who meet it for the first time.

pub(super) const DEPLOYMENT_ID: &str = "use a deployment ID (`AKfycb…`), not the script ID: in the script editor, \
     Deploy > New deployment > API Executable makes one, and Deploy > Manage deployments shows it; a test \
     deployment (`@HEAD`) cannot be run";

pub(super) const SAME_PROJECT: &str = "the OAuth client of the token and the script must belong to one standard Cloud \
     project: compare the client's project with the one under Project Settings in the script editor, and check \
     that the deployment's access includes the user of the token; service accounts cannot run scripts";

pub(super) const API_OFF: &str = "switch on the Apps Script API in the Cloud project that the message names, then wait \
     a few minutes; if that project is not yours, the token was made with the OAuth client of another tool, such \
     as gcloud: make one with a client of your own project";

pub(super) const USER_SETTING_OFF: &str = "the user of the token must switch on the Google Apps Script API at \
     https://script.google.com/home/usersettings";

pub(super) const SCOPES: &str = "the token must hold every scope of the script project, not only those that the function \
     needs: the editor's Overview page lists them, state them in `scopes = […]` on the trait and sign in again";

pub(super) const TOKEN: &str = "sign in again, and check that the token is an OAuth access token (`ya29.…`) of a user: \
     API keys, ID tokens and service accounts are not accepted";

pub(super) const TOKEN_EXPIRED: &str = "the token probably expired while the function ran: use a token source that \
     refreshes, so that every run starts with at least 6 minutes left";

pub(super) const FUNCTION: &str = "check the function's name (methods become camelCase, and `#[function(name = \"…\")]` \
     gives another), that the name does not end in `_`, and that the deployment's version has the function: edit \
     the deployment to a new version, or use `dev_mode`";

pub(super) const TOO_MANY: &str = "Google runs about 30 scripts at a time for one user: lower `max_concurrency`, also \
     when several processes share the user";

pub(super) const QUOTA: &str = "a quota or limit of the account is used up: call less often, or do less in one run; \
     https://developers.google.com/apps-script/guides/services/quotas lists the limits of a day, a minute and a request";

pub(super) const RETURN_TYPE: &str = "the function has finished, so do not simply call it again: let it return only \
     strings, numbers, booleans, null, arrays and plain objects. Of a `Date`, also in a row of `getValues()`, return \
     `Utilities.formatDate(date, Session.getScriptTimeZone(), 'yyyy-MM-dd')` where it is a date, and \
     `date.toISOString()` where it is a point in time; `getDisplayValues()` has only strings, but its numbers are \
     rounded as the cells show them";

pub(super) const SIX_MINUTES: &str = "a run may take 6 minutes: split the work over several calls, and remember where it \
     stopped in `PropertiesService`";

pub(super) const FORBIDDEN_ACTION: &str = "some actions, such as making triggers, cannot be done in a call from outside: \
     do them in the editor or from a trigger";

pub(super) const STORAGE: &str = "the ID names no API executable, or a library of the script cannot be read: use the ID of \
     an API Executable deployment (`AKfycb…`), and check the script's libraries";

pub(super) const REQUEST: &str = "the service did not understand the request: check the deployment ID, and that this \
     crate is up to date";

pub(super) const ADDRESS: &str = "the answer did not come from the Apps Script API: check the client's `base_url`, and \
     whether a proxy or firewall answered in its place";

pub(super) const TOO_LARGE: &str = "the arguments are too large: the API accepts requests of 10 MiB (10,485,760 bytes), \
     and a proxy on the way perhaps less: send the data in several calls";

pub(super) const PROXY_SIGN_IN: &str = "the proxy asks for a sign-in: put user name and password into its URL \
     (`HTTPS_PROXY=http://user:password@host:port`), or give the client a `reqwest::Client` with that proxy";

pub(super) const NETWORK_SIGN_IN: &str = "the network asks for a sign-in (captive portal): open a web page from this \
     machine, sign in there, and call again";

pub(super) const UNKNOWN_STATUS: &str =
    "the function may have run: look at the script's executions before you call again";

pub(super) const TRY_AGAIN: &str = "Google's side failed and may have run the function: look at the script's executions \
     before you call again, or mark the method `#[function(idempotent)]` if it may run twice";

pub(super) const SERVICE: &str = "a service of Google failed inside of the script, which may have done a part of its \
     work: if the function may run twice, call it again, or mark the method `#[function(idempotent)]`";

pub(super) const THROWN_OBJECT: &str = "the script threw or printed an object, of which only this text is left: let it \
     `throw new Error(JSON.stringify({…}))`, and read the fields with `Error::script`";
