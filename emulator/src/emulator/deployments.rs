//! Deployments, from Rust.

use std::sync::Arc;

use super::{builder::EmulatorBuilder, handle::Emulator, load_check::check_syntax, start_error::StartError};
use crate::state::deployments::Deployed;

impl EmulatorBuilder {
    /// The ID of the first deployment, if not a random one.
    pub fn deployment_id(mut self, id: impl Into<String>) -> Self {
        self.deployment_id = Some(id.into());
        self
    }

    /// The ID of the script project, under which its state is kept, if not one made of the folder's path.
    pub fn script_id(mut self, id: impl Into<String>) -> Self {
        self.script_id = Some(id.into());
        self
    }

    /// Serves a project whose manifest has no `executionApi` as if it had been deployed as an API executable for its
    /// owner. Without this, every call of such a project is answered with status 404, as at Google.
    ///
    /// ```no_run
    /// # async fn run() -> Result<(), apps_script_emulator::StartError> {
    /// use apps_script_emulator::Emulator;
    ///
    /// let emulator = Emulator::builder().project("script").deploy_without_execution_api().start().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn deploy_without_execution_api(mut self) -> Self {
        self.always_executable = true;
        self
    }
}

impl Emulator {
    /// The ID of the first deployment: the files as they were at the start.
    #[must_use]
    pub fn deployment_id(&self) -> &str {
        self.backend.deployments.first_id()
    }

    /// The ID of the script project, which is not one that functions are run by.
    #[must_use]
    pub fn script_id(&self) -> &str {
        &self.backend.deployments.script_id
    }

    /// The ID of the deployment `@HEAD`, which every script has and which cannot be run.
    #[must_use]
    pub fn head_deployment_id(&self) -> &str {
        self.backend.deployments.head_id()
    }

    /// Deploys the files as they are now, and returns the ID of the new deployment.
    ///
    /// The deployments before it stay as they are.
    ///
    /// # Errors
    ///
    /// A [`StartError`] if the project cannot be read, or if one of its files has a syntax error.
    pub async fn deploy(&self) -> Result<String, StartError> {
        let project = self.backend.deployments.newest()?;
        check_syntax(&self.backend, Arc::clone(&project)).await?;
        Ok(self.backend.deployments.add(project))
    }

    /// Puts the files as they are now behind the ID of a deployment, as one edits a deployment to keep its ID.
    /// Returns whether there is such a deployment.
    ///
    /// # Errors
    ///
    /// A [`StartError`] if the project cannot be read, or if one of its files has a syntax error.
    pub async fn redeploy(&self, id: &str) -> Result<bool, StartError> {
        let Some(Deployed::Version(_)) = self.backend.deployments.find(id) else {
            return Ok(false);
        };
        let project = self.backend.deployments.newest()?;
        check_syntax(&self.backend, Arc::clone(&project)).await?;
        self.backend.deployments.put(id, project);
        Ok(true)
    }

    /// Takes a deployment away. Returns whether there was one.
    pub fn undeploy(&self, id: &str) -> bool {
        self.backend.deployments.remove(id)
    }
}
