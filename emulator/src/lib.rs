//! Runs Apps Script projects on this machine, behind the endpoint that Google gives them.
