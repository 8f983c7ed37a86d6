//! The page as a whole.

use apps_script_source::Project;
use maud::{DOCTYPE, Markup, html};

use super::{executions, functions, kept};
use crate::backend::Backend;

pub(super) struct View<'v> {
    backend: &'v Backend,
    project: Option<&'v Project>,
    open: Option<u64>,
    notice: Option<&'v str>,
}

impl<'v> View<'v> {
    pub(super) fn new(backend: &'v Backend, project: Option<&'v Project>) -> Self {
        Self {
            backend,
            project,
            open: None,
            notice: None,
        }
    }

    /// Shows the details of this execution at once.
    pub(super) fn with_open(mut self, execution: Option<u64>) -> Self {
        self.open = execution;
        self
    }

    pub(super) fn with_notice(mut self, notice: &'v str) -> Self {
        self.notice = Some(notice);
        self
    }

    pub(super) fn page(&self) -> String {
        let name = self.name();
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (name) " · Apps Script emulator" }
                    link rel="stylesheet" href="/page/style.css";
                    script src="/page/script.js" defer {}
                }
                body { (self.body(&name)) }
            }
        };
        page.into_string()
    }

    fn body(&self, name: &str) -> Markup {
        let deployments = &self.backend.deployments;
        html! {
            header {
                h1 { (name) }
                p.quiet { "Apps Script emulator" }
                dl {
                    div { dt { "Deployment ID" } dd { code { (deployments.first_id()) } } }
                    div { dt { "Script ID" } dd { code { (deployments.script_id) } } }
                }
            }
            @if let Some(notice) = self.notice {
                p.notice role="alert" { (notice) }
            }
            main {
                section.functions aria-labelledby="functions" {
                    h2 id="functions" { "Functions" }
                    (functions::list(self.project.map_or(&[], Project::functions), self.function().as_deref()))
                }
                section aria-labelledby="executions" {
                    h2 id="executions" { "Executions" }
                    noscript { p.quiet { a href="/" { "Refresh" } " to see what is new." } }
                    div.list { (executions::list(&self.backend.executions.all(), self.open)) }
                    h2 id="kept" { "Left behind" }
                    div.all-kept { (kept::all(self.backend)) }
                }
            }
        }
    }

    /// The function of the execution that is shown, to run it again.
    fn function(&self) -> Option<String> {
        let shown = self.backend.executions.get(self.open?);
        shown.map(|execution| execution.function)
    }

    /// The name of the script's folder.
    fn name(&self) -> String {
        let root = self.project.and_then(|project| project.root.canonicalize().ok());
        let name = root.as_ref().and_then(|root| root.file_name());
        name.map_or_else(|| "Script".into(), |name| name.to_string_lossy().into_owned())
    }
}
