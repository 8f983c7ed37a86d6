use std::{fmt, net::Ipv4Addr};

use oauth2::{CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl};
use reqwest::Url;
use secrecy::SecretString;
use tokio::net::TcpListener;

use super::{
    AuthorizedUser, OAuthClient, TokenError,
    loopback::{self, Redirected},
    origin::Origin,
    stored_user::StoredUser,
    token_endpoint::TokenEndpoint,
};
use crate::{
    http_client::HttpClient,
    redaction::one_line,
    secure_url::{self, PlainHttp},
};

/// Where a person signs in at Google.
const GOOGLE: &str = "https://accounts.google.com/o/oauth2/v2/auth";

/// Signs a person in through the browser, for an application on that person's machine.
///
/// The browser comes back to a port of this machine, and what it brings is checked against a random state and a
/// proof key (PKCE), so that no other program can use it.
///
/// ```no_run
/// # async fn run() -> Result<(), apps_script::credentials::TokenError> {
/// use apps_script::credentials::{InstalledApp, OAuthClient};
///
/// let client = OAuthClient::from_file("client_secret.json")?;
/// let scopes = ["https://www.googleapis.com/auth/spreadsheets"];
/// let sign_in = InstalledApp::new(client, scopes).start().await?;
/// println!("open this page to sign in: {}", sign_in.url());
/// let user = sign_in.finish().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct InstalledApp {
    client: OAuthClient,
    scopes: Vec<String>,
    authorize_url: Option<String>,
    token_url: Option<String>,
    plain_http: PlainHttp,
    http: Option<HttpClient>,
    port: u16,
}

/// A sign-in under way.
pub struct SignIn {
    client: OAuthClient,
    url: String,
    endpoint: TokenEndpoint,
    http: Option<HttpClient>,
    listener: TcpListener,
    redirect: RedirectUrl,
    state: CsrfToken,
    verifier: PkceCodeVerifier,
}

impl InstalledApp {
    /// Asks for these scopes: all of the script project's, which its manifest or the editor's overview lists.
    #[must_use]
    pub fn new(client: OAuthClient, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            client,
            scopes: scopes.into_iter().map(Into::into).collect(),
            authorize_url: None,
            token_url: None,
            plain_http: PlainHttp::default(),
            http: None,
            port: 0,
        }
    }

    /// Sends the browser to another page than Google's, or than that of the client's file.
    #[must_use]
    pub fn authorize_url(mut self, url: impl Into<String>) -> Self {
        self.authorize_url = Some(url.into());
        self
    }

    /// Asks another endpoint for tokens than Google's, or than that of the client's file.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Accepts an [`authorize_url`](Self::authorize_url) and a [`token_url`](Self::token_url) with plain http on another
    /// machine.
    ///
    /// **Everyone between here and there can read the client secret and the refresh token.** It is for an emulator in
    /// another container, whose sign-ins are worth nothing elsewhere.
    #[must_use]
    pub fn allow_insecure_http(mut self) -> Self {
        self.plain_http = PlainHttp::Everywhere;
        self
    }

    /// Sends token requests through this HTTP client: those of the sign-in, and later those of the
    /// [`AuthorizedUser`] that it gives.
    #[must_use]
    pub fn http(mut self, http: impl Into<HttpClient>) -> Self {
        self.http = Some(http.into());
        self
    }

    /// The port to which the browser comes back; 0, the default, takes a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Waits for the browser from now on.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if no scope is given, if a URL is not valid, or if the port is taken.
    pub async fn start(self) -> Result<SignIn, TokenError> {
        if self.scopes.is_empty() {
            return Err(TokenError::new("a sign-in needs a scope")
                .with_help("give every scope of the script: the editor's Overview lists them"));
        }
        let token_url = self.token_url.as_ref().or(self.client.token_url.as_ref());
        let endpoint = match token_url {
            Some(url) => TokenEndpoint::at(url, self.plain_http)?,
            None => TokenEndpoint::default(),
        };
        let (listener, redirect) = listen(self.port).await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let state = CsrfToken::new_random();
        let url = self.page(&redirect, &challenge, &state)?;
        Ok(SignIn {
            client: self.client,
            url,
            endpoint,
            http: self.http,
            listener,
            redirect,
            state,
            verifier,
        })
    }

    fn page(
        &self,
        redirect: &RedirectUrl,
        challenge: &PkceCodeChallenge,
        state: &CsrfToken,
    ) -> Result<String, TokenError> {
        let page = self.authorize_url.as_ref().or(self.client.authorize_url.as_ref());
        let page = page.map_or(GOOGLE, String::as_str);
        let mut url: Url = secure_url::parse("the page to sign in", page, self.plain_http)
            .map_err(|fault| TokenError::new(fault.message).with_help(fault.help))?;
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.client.id)
            .append_pair("redirect_uri", redirect.as_str())
            .append_pair("scope", &self.scopes.join(" "))
            .append_pair("state", state.secret())
            .append_pair("code_challenge", challenge.as_str())
            .append_pair("code_challenge_method", challenge.method().as_str())
            // Google gives a refresh token only if it is asked for, and only with a new consent.
            .append_pair("access_type", "offline")
            .append_pair("prompt", "consent");
        Ok(url.into())
    }
}

async fn listen(port: u16) -> Result<(TcpListener, RedirectUrl), TokenError> {
    let taken = |fault: std::io::Error| {
        TokenError::new(format!("port {port} cannot be listened on: {fault}"))
            .with_help("give another port with `port`, or 0 for a free one")
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(taken)?;
    let address = listener.local_addr().map_err(taken)?;
    let redirect = RedirectUrl::new(format!("http://{address}")).map_err(|fault| {
        TokenError::new("the address to come back to is not a valid URL").with_source(fault)
    })?;
    Ok((listener, redirect))
}

impl SignIn {
    /// The page that the person must open, on this machine.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Waits until the person has signed in. It waits for as long as it is polled: wrap it in a timeout.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if the person says no, or if the token endpoint does.
    pub async fn finish(self) -> Result<AuthorizedUser, TokenError> {
        let code = match loopback::wait(self.listener, self.state.secret()).await {
            Redirected::Code(code) => code,
            Redirected::Refused(reason) => return Err(refused(&reason)),
        };
        let http = self.http.clone().unwrap_or_default();
        let granted = self
            .endpoint
            .exchange(&http, &self.client, code, self.verifier, self.redirect)
            .await?;
        let refresh_token: SecretString = granted.refresh_token.ok_or_else(|| {
            TokenError::new("the sign-in gave no refresh token")
                .with_help("remove the application's access at https://myaccount.google.com/permissions, and sign in again")
        })?;
        let user = StoredUser {
            client: Some(self.client),
            refresh_token: Some(refresh_token),
            access_token: Some(granted.access_token),
            token_url: self.endpoint.elsewhere(),
            quota_project: None,
        };
        let user = AuthorizedUser::stored(user, Origin::Values).with_endpoint(self.endpoint);
        Ok(match self.http {
            Some(http) => user.with_http(http),
            None => user,
        })
    }
}

fn refused(reason: &str) -> TokenError {
    match reason {
        "access_denied" => TokenError::new("the sign-in was declined").with_help(
            "sign in again and agree; if the page said that the app is not verified, add the account as a test user \
             of the consent screen",
        ),
        other => TokenError::new(format!("the sign-in failed: {}", one_line(other))),
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}
