//! The methods of the API that the emulator does not serve, by the API's discovery document.

use axum::{
    http::{Method, Uri},
    response::Response,
};

use super::{front_end_page, refusal::Refusal, response::refused, url_parameters::UrlParameters};

/// The HTTP method, the path and the name of each.
const LACKING: &[(Method, &str, &str)] = &[
    (Method::GET, "/v1/processes", "processes.list"),
    (
        Method::GET,
        "/v1/processes:listScriptProcesses",
        "processes.listScriptProcesses",
    ),
    (Method::POST, "/v1/projects", "projects.create"),
    (Method::GET, "/v1/projects/{}", "projects.get"),
    (Method::PUT, "/v1/projects/{}/content", "projects.updateContent"),
    (Method::GET, "/v1/projects/{}/metrics", "projects.getMetrics"),
    (
        Method::POST,
        "/v1/projects/{}/deployments",
        "projects.deployments.create",
    ),
    (
        Method::PUT,
        "/v1/projects/{}/deployments/{}",
        "projects.deployments.update",
    ),
    (
        Method::DELETE,
        "/v1/projects/{}/deployments/{}",
        "projects.deployments.delete",
    ),
    (
        Method::POST,
        "/v1/projects/{}/versions",
        "projects.versions.create",
    ),
    (Method::GET, "/v1/projects/{}/versions", "projects.versions.list"),
    (
        Method::GET,
        "/v1/projects/{}/versions/{}",
        "projects.versions.get",
    ),
    (Method::POST, "/batch", "batch requests"),
    (Method::POST, "/batch/script/v1", "batch requests"),
];

/// The answer where nothing is served: a refusal for a method that Google has, and a page for all else.
pub(super) fn not_served(method: &Method, uri: &Uri) -> Response {
    match name(method, uri.path()) {
        Some(name) => {
            let (parameters, _) = UrlParameters::read(uri);
            refused(&Refusal::not_implemented(name), &parameters)
        }
        None => front_end_page::not_found(uri.path()),
    }
}

fn name(method: &Method, path: &str) -> Option<&'static str> {
    let found = LACKING
        .iter()
        .find(|(of, template, _)| of == method && fits(template, path));
    found.map(|(_, _, name)| *name)
}

fn fits(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some("{}"), Some(part)) if !part.is_empty() => {}
            (Some(wanted), Some(given)) if wanted == given => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::name;

    #[test]
    fn methods_are_known_by_their_paths() {
        for (method, path, expected) in [
            (Method::GET, "/v1/projects/1Script", Some("projects.get")),
            (
                Method::GET,
                "/v1/projects/1Script/versions/3",
                Some("projects.versions.get"),
            ),
            (Method::PUT, "/v1/projects/1Script/versions/3", None),
            (Method::GET, "/v1/projects/", None),
            (Method::GET, "/v1/projects/1Script/versions/3/x", None),
            (Method::POST, "/v1/projects", Some("projects.create")),
            (Method::POST, "/v1/nothing", None),
        ] {
            assert_eq!(name(&method, path), expected, "{method} {path}");
        }
    }
}
