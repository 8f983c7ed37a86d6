//! The endpoint that gives access tokens. The protocol is the `oauth2` crate's; its requests are sent by the
//! HTTP client that the runtime uses everywhere.

use std::{fmt, time::Duration, time::SystemTime};

use oauth2::{
    AuthType, AuthorizationCode, ClientId, ClientSecret, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, PkceCodeVerifier, RedirectUrl, RefreshToken, RequestTokenError, TokenResponse, TokenUrl,
    basic::{BasicClient, BasicErrorResponse, BasicErrorResponseType, BasicTokenResponse},
};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::OnceCell;

use super::{AccessToken, OAuthClient, TokenError};
use crate::secure_url;

/// Where Google gives tokens.
pub(super) const GOOGLE: &str = "https://oauth2.googleapis.com/token";

/// An answer of the endpoint has a few hundred bytes.
const MOST_BYTES: usize = 1024 * 1024;

const TRIES: u32 = 3;
const FIRST_DELAY: Duration = Duration::from_millis(200);
const TIMEOUT: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub(super) struct TokenEndpoint {
    url: String,
    http: OnceCell<reqwest::Client>,
}

/// What the endpoint gave.
pub(super) struct Granted {
    pub(super) access_token: AccessToken,
    /// A new one, if it is to replace the old.
    pub(super) refresh_token: Option<SecretString>,
}

type TokenClient = BasicClient<EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;
type Answer = Result<BasicTokenResponse, RequestTokenError<HttpFault, BasicErrorResponse>>;

impl TokenEndpoint {
    /// The endpoint at Google.
    pub(super) fn google() -> Self {
        Self {
            url: GOOGLE.to_owned(),
            http: OnceCell::new(),
        }
    }

    /// Another endpoint, to which secrets are sent only over https or on this machine.
    pub(super) fn at(url: &str) -> Result<Self, TokenError> {
        secure_url::parse("the token endpoint", url)
            .map_err(|fault| TokenError::new(fault.message).with_help(fault.help))?;
        Ok(Self {
            url: url.to_owned(),
            http: OnceCell::new(),
        })
    }

    /// Renews an access token. It does no harm to ask twice, so failures that may pass are met with a new try.
    pub(super) async fn refresh(
        &self,
        client: &OAuthClient,
        refresh_token: &SecretString,
        sign_in_again: &str,
    ) -> Result<Granted, TokenError> {
        let http = self.http().await?;
        let token_client = self.token_client(client)?;
        let refresh_token = RefreshToken::new(refresh_token.expose_secret().to_owned());
        let mut tries = 1;
        loop {
            let send = |request| send(http.clone(), request);
            let answer = token_client
                .exchange_refresh_token(&refresh_token)
                .request_async(&send)
                .await;
            match granted(answer, sign_in_again) {
                Err(fault) if fault.is_transient() && tries < TRIES => {
                    let delay = FIRST_DELAY * 2_u32.pow(tries - 1);
                    tokio::time::sleep(delay.mul_f64(fastrand::f64())).await;
                    tries += 1;
                }
                ended => return ended,
            }
        }
    }

    /// Turns the code of a sign-in into tokens. A code serves once, so there is one try.
    pub(super) async fn exchange(
        &self,
        client: &OAuthClient,
        code: String,
        verifier: PkceCodeVerifier,
        redirect: RedirectUrl,
    ) -> Result<Granted, TokenError> {
        let http = self.http().await?;
        let token_client = self.token_client(client)?.set_redirect_uri(redirect);
        let send = |request| send(http.clone(), request);
        let answer = token_client
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(verifier)
            .request_async(&send)
            .await;
        granted(
            answer,
            "start the sign-in anew: its code serves once, and for minutes only",
        )
    }

    fn token_client(&self, client: &OAuthClient) -> Result<TokenClient, TokenError> {
        let url = TokenUrl::new(self.url.clone())
            .map_err(|fault| TokenError::new("the token endpoint is no URL").with_source(fault))?;
        let mut token_client = BasicClient::new(ClientId::new(client.id.clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(url);
        if let Some(secret) = &client.secret {
            token_client =
                token_client.set_client_secret(ClientSecret::new(secret.expose_secret().to_owned()));
        }
        Ok(token_client)
    }

    async fn http(&self) -> Result<&reqwest::Client, TokenError> {
        self.http
            .get_or_try_init(|| async {
                reqwest::Client::builder()
                    .redirect(reqwest::redirect::Policy::none())
                    .timeout(TIMEOUT)
                    .build()
            })
            .await
            .map_err(|fault| TokenError::new("the HTTP client cannot be made").with_source(fault))
    }
}

/// Why a request has no answer that OAuth knows.
#[derive(Debug)]
enum HttpFault {
    Lost(reqwest::Error),
    TooLong,
    Server(u16),
}

impl fmt::Display for HttpFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(fault) => write!(f, "the token endpoint cannot be reached: {fault}"),
            Self::TooLong => write!(f, "the token endpoint's answer is longer than {MOST_BYTES} bytes"),
            Self::Server(status) => write!(f, "the token endpoint failed with HTTP status {status}"),
        }
    }
}

impl std::error::Error for HttpFault {}

async fn send(http: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, HttpFault> {
    let lost = |fault: reqwest::Error| HttpFault::Lost(fault.without_url());
    let request = reqwest::Request::try_from(request).map_err(lost)?;
    let mut response = http.execute(request).await.map_err(lost)?;
    let status = response.status();
    if status.is_server_error() {
        return Err(HttpFault::Server(status.as_u16()));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(lost)? {
        body.extend_from_slice(&chunk);
        if body.len() > MOST_BYTES {
            return Err(HttpFault::TooLong);
        }
    }
    let mut answer = HttpResponse::new(body);
    *answer.status_mut() = status;
    *answer.headers_mut() = response.headers().clone();
    Ok(answer)
}

fn granted(answer: Answer, sign_in_again: &str) -> Result<Granted, TokenError> {
    let answer = answer.map_err(|fault| token_error(fault, sign_in_again))?;
    let mut access_token = AccessToken::new(answer.access_token().secret().clone());
    if let Some(expires_at) = answer
        .expires_in()
        .and_then(|lifetime| SystemTime::now().checked_add(lifetime))
    {
        access_token = access_token.with_expiry(expires_at);
    }
    if let Some(scopes) = answer.scopes() {
        access_token = access_token.with_scopes(scopes.iter().map(|scope| scope.to_string()));
    }
    Ok(Granted {
        access_token,
        refresh_token: answer
            .refresh_token()
            .map(|token| SecretString::from(token.secret().clone())),
    })
}

/// An answer that cannot be read may hold a token, so nothing of it is repeated.
fn token_error(fault: RequestTokenError<HttpFault, BasicErrorResponse>, sign_in_again: &str) -> TokenError {
    match fault {
        RequestTokenError::ServerResponse(refusal) => refused(&refusal, sign_in_again),
        RequestTokenError::Request(fault) => {
            let error = TokenError::new(fault.to_string());
            match fault {
                HttpFault::Lost(_) | HttpFault::Server(_) => error.transient(),
                HttpFault::TooLong => error,
            }
        }
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            TokenError::new("the token endpoint's answer is not one of OAuth 2.0")
                .with_help("check the token endpoint's address, and what stands between it and this machine")
        }
    }
}

fn refused(refusal: &BasicErrorResponse, sign_in_again: &str) -> TokenError {
    let description = refusal
        .error_description()
        .map_or_else(String::new, |description| format!(" ({description})"));
    let code = refusal.error();
    let error = TokenError::new(format!("the token endpoint refused: {code}{description}"));
    match code {
        BasicErrorResponseType::InvalidGrant => error.with_help(format!(
            "the sign-in is over: it was revoked, it was not used for long, its password was changed, or the \
             consent screen is in testing, where it ends after 7 days; {sign_in_again}"
        )),
        BasicErrorResponseType::InvalidClient | BasicErrorResponseType::UnauthorizedClient => error.with_help(
            "client ID and client secret do not belong together, or the client was deleted: compare them with the \
             Cloud console, APIs & Services > Credentials",
        ),
        BasicErrorResponseType::InvalidScope => {
            error.with_help("one of the scopes is none of Google's: compare them with the script's manifest")
        }
        BasicErrorResponseType::Extension(code) if code == "temporarily_unavailable" || code == "internal_failure" => {
            error.transient()
        }
        _ => error,
    }
}
