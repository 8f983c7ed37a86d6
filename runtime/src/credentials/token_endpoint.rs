//! The endpoint that gives access tokens. The protocol is the `oauth2` crate's; its requests are sent by the
//! HTTP client that the runtime uses everywhere.

use std::{borrow::Cow, fmt, time::Duration};

use bytes::Bytes;
use oauth2::{
    AuthType, AuthorizationCode, ClientId, ClientSecret, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, PkceCodeVerifier, RedirectUrl, RefreshToken, RequestTokenError, StandardRevocableToken,
    TokenUrl,
    basic::{BasicRevocationErrorResponse, BasicTokenIntrospectionResponse},
};
use reqwest::{
    Response, StatusCode, Url,
    header::{CONTENT_TYPE, HeaderMap, HeaderValue},
};
use secrecy::{ExposeSecret, SecretString};

use super::{
    OAuthClient, TokenError,
    token_answer::{Grant, Granted, Refusal},
};
use crate::{
    failure::connection,
    http_client::{HttpClient, HttpFault, Post, Sent},
    retry_after,
    secure_url::{self, PlainHttp},
};

/// Where Google gives tokens.
const GOOGLE: &str = "https://oauth2.googleapis.com/token";

/// An answer of the endpoint has a few hundred bytes.
const MOST_BYTES: usize = 1024 * 1024;

/// For one request. The endpoint answers in less than a second.
const TIMEOUT: Duration = Duration::from_secs(30);

#[derive(Clone, Debug)]
pub(super) struct TokenEndpoint {
    url: Cow<'static, str>,
}

impl Default for TokenEndpoint {
    /// The endpoint at Google.
    fn default() -> Self {
        Self { url: GOOGLE.into() }
    }
}

type TokenClient = oauth2::Client<
    Refusal,
    Grant,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;
type Answer = Result<Grant, RequestTokenError<Fault, Refusal>>;

impl TokenEndpoint {
    /// Another endpoint, to which secrets are sent over https, or to where plain http is accepted.
    pub(super) fn at(url: &str, plain_http: PlainHttp) -> Result<Self, TokenError> {
        let url = secure_url::parse("the token endpoint", url, plain_http)
            .map_err(|fault| TokenError::new(fault.message).with_help(fault.help))?;
        Ok(Self {
            url: String::from(url).into(),
        })
    }

    /// Its URL, if it is not Google's.
    pub(super) fn elsewhere(&self) -> Option<String> {
        (self.url != GOOGLE).then(|| self.url.clone().into_owned())
    }

    /// Renews an access token, in one request. It does no harm to ask again.
    pub(super) async fn refresh(
        &self,
        http: &HttpClient,
        client: &OAuthClient,
        refresh_token: &SecretString,
        sign_in_again: &str,
    ) -> Result<Granted, TokenError> {
        let token_client = self.token_client(client)?;
        let url = self.url()?;
        let send = |request| send(http.clone(), url.clone(), request);
        let answer = token_client
            .exchange_refresh_token(&RefreshToken::new(refresh_token.expose_secret().to_owned()))
            .request_async(&send)
            .await;
        granted(
            answer,
            &[refresh_token.expose_secret(), client.exposed_secret()],
            sign_in_again,
        )
    }

    /// Turns the code of a sign-in into tokens. A code can be used once, so there is one request.
    pub(super) async fn exchange(
        &self,
        http: &HttpClient,
        client: &OAuthClient,
        code: String,
        verifier: PkceCodeVerifier,
        redirect: RedirectUrl,
    ) -> Result<Granted, TokenError> {
        let token_client = self.token_client(client)?.set_redirect_uri(redirect);
        let secrets = [code.clone(), verifier.secret().clone()];
        let url = self.url()?;
        let send = |request| send(http.clone(), url.clone(), request);
        let answer = token_client
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(verifier)
            .request_async(&send)
            .await;
        let [code, verifier] = &secrets;
        granted(
            answer,
            &[code, verifier, client.exposed_secret()],
            "start the sign-in again: its code can be used once, and for minutes only",
        )
    }

    fn token_client(&self, client: &OAuthClient) -> Result<TokenClient, TokenError> {
        let mut token_client: TokenClient = oauth2::Client::new(ClientId::new(client.id.clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(TokenUrl::from_url(self.url()?));
        if let Some(secret) = &client.secret {
            let secret = ClientSecret::new(secret.expose_secret().to_owned());
            token_client = token_client.set_client_secret(secret);
        }
        Ok(token_client)
    }

    /// Sends a form to an endpoint of this server, and waits for the head of the answer.
    pub(super) async fn post_form(
        &self,
        http: &HttpClient,
        url: Url,
        fields: &[(&str, &str)],
    ) -> Result<Response, TokenError> {
        let mut encoded = url.clone();
        encoded.query_pairs_mut().clear().extend_pairs(fields);
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        let post = Post {
            url,
            headers: HeaderMap::from_iter([(CONTENT_TYPE, form)]),
            body: Bytes::from(encoded.query().unwrap_or_default().to_owned()),
            sent: Sent::default(),
            repeatable: true,
        };
        let answer = async { http.post(post).await.map_err(Fault::Lost) };
        let answer = tokio::time::timeout(TIMEOUT, answer).await;
        answer.unwrap_or(Err(Fault::TooLate)).map_err(Fault::into_error)
    }

    /// It was read before, or is Google's.
    pub(super) fn url(&self) -> Result<Url, TokenError> {
        Url::parse(&self.url)
            .map_err(|fault| TokenError::new("the token endpoint is not a valid URL").with_source(fault))
    }
}

async fn send(http: HttpClient, url: Url, request: HttpRequest) -> Result<HttpResponse, Fault> {
    let (head, body) = request.into_parts();
    let post = Post {
        url,
        headers: head.headers,
        body: Bytes::from(body),
        sent: Sent::default(),
        repeatable: true,
    };
    let answer = async { read(http.post(post).await.map_err(Fault::Lost)?).await };
    tokio::time::timeout(TIMEOUT, answer)
        .await
        .unwrap_or(Err(Fault::TooLate))
}

/// Reads an answer that OAuth knows, and turns it into the form that the protocol prescribes: an error comes with
/// 400.
async fn read(mut response: Response) -> Result<HttpResponse, Fault> {
    let status = response.status();
    if status.is_server_error()
        || [StatusCode::TOO_MANY_REQUESTS, StatusCode::REQUEST_TIMEOUT].contains(&status)
    {
        return Err(Fault::Busy(status, retry_after::of_headers(response.headers())));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|fault| Fault::Lost(HttpFault::in_answer(fault)))?
    {
        body.extend_from_slice(&chunk);
        if body.len() > MOST_BYTES {
            return Err(Fault::TooLong);
        }
    }
    let is_refusal = serde_json::from_slice::<Refusal>(&body).is_ok();
    let is_grant = status == StatusCode::OK && serde_json::from_slice::<Grant>(&body).is_ok();
    let mut answer = HttpResponse::new(body);
    match (is_grant, is_refusal) {
        (true, _) => {}
        (false, true) => *answer.status_mut() = StatusCode::BAD_REQUEST,
        (false, false) => return Err(Fault::NotOAuth(status)),
    }
    Ok(answer)
}

/// Why a request has no answer that OAuth knows.
#[derive(Debug)]
enum Fault {
    Lost(HttpFault),
    TooLate,
    Busy(StatusCode, Option<Duration>),
    TooLong,
    NotOAuth(StatusCode),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(fault) if fault.may_have_arrived() => {
                f.write_str("the connection to the token endpoint was lost")
            }
            Self::Lost(_) => f.write_str("the token endpoint cannot be reached"),
            Self::TooLate => write!(f, "the token endpoint did not answer within {TIMEOUT:?}"),
            Self::Busy(status, _) => {
                write!(
                    f,
                    "the token endpoint failed with HTTP status {}",
                    status.as_u16()
                )
            }
            Self::TooLong => write!(f, "the token endpoint's answer is longer than {MOST_BYTES} bytes"),
            Self::NotOAuth(status) => write!(
                f,
                "the token endpoint's answer, with HTTP status {}, is not one of OAuth 2.0",
                status.as_u16()
            ),
        }
    }
}

impl std::error::Error for Fault {}

impl Fault {
    /// An answer that cannot be read may hold a token, so nothing of it is repeated.
    fn into_error(self) -> TokenError {
        const NETWORK: &str = "check the network; a proxy or a CA of your own is set on the HTTP client that \
                               `ClientBuilder::http` takes";
        const ADDRESS: &str =
            "check the token endpoint's address, and what is between it and this machine, such as a proxy";
        let error = TokenError::new(self.to_string());
        match self {
            Self::Lost(fault) => {
                let help = connection::help(&fault).unwrap_or(NETWORK);
                error.transient().with_source(fault).with_help(help)
            }
            Self::TooLate => error.transient().with_help(NETWORK),
            Self::Busy(_, Some(delay)) => error.with_retry_after(delay),
            Self::Busy(_, None) => error.transient(),
            Self::TooLong | Self::NotOAuth(_) => error.with_help(ADDRESS),
        }
    }
}

fn granted(answer: Answer, secrets: &[&str], sign_in_again: &str) -> Result<Granted, TokenError> {
    match answer {
        Ok(grant) => grant.into_granted(),
        Err(RequestTokenError::ServerResponse(refusal)) => Err(refusal.into_error(secrets, sign_in_again)),
        Err(RequestTokenError::Request(fault)) => Err(fault.into_error()),
        Err(RequestTokenError::Parse(..) | RequestTokenError::Other(_)) => {
            Err(Fault::NotOAuth(StatusCode::OK).into_error())
        }
    }
}
