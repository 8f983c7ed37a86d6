//! The file of a sign-in: its rights, what is left beside it, and several processes that write it.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, SystemTime},
};

use apps_script::credentials::{AuthorizedUser, OAuthClient, TokenRequest, TokenSource, TokenStore};
use tokio::process::{Child, Command};

use crate::oauth_server::{OAuthServer, granted, granted_with_refresh_token};

const SIX_MINUTES: Duration = Duration::from_secs(360);

/// Where another process of these tests is to save.
const FILE: &str = "APPS_SCRIPT_TEST_STORE";

fn user(refresh_token: &str) -> AuthorizedUser {
    AuthorizedUser::new(OAuthClient::new("1234").secret("GOCSPX-secret"), refresh_token)
}

async fn token(user: &AuthorizedUser) -> String {
    let token = user.token(TokenRequest::new(&[], SIX_MINUTES)).await;
    token.unwrap().secret().to_owned()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_store_keeps_what_is_renewed() {
    let folder = tempfile::tempdir().unwrap();
    let store = TokenStore::at(folder.path().join("new/folder/credentials.json"));
    store.save(&user("1//old")).unwrap();
    is_private(store.path());

    let server = OAuthServer::start([granted_with_refresh_token("ya29.one", "1//new")]).await;
    let loaded = store.load().unwrap().with_token_url(&server.url).unwrap();
    assert_eq!(token(&loaded).await, "ya29.one");
    is_private(store.path());

    let again = store.load().unwrap().with_token_url(&server.url).unwrap();
    assert_eq!(token(&again).await, "ya29.one");
    assert_eq!(server.asked().len(), 1);
    let text = fs::read_to_string(store.path()).unwrap();
    assert!(text.contains("1//new") && !text.contains("1//old"), "{text}");
    assert_eq!(names_in(store.path().parent().unwrap()), ["credentials.json"]);
}

#[cfg(unix)]
fn is_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
}

#[cfg(not(unix))]
fn is_private(_: &Path) {}

#[cfg(unix)]
#[test]
fn a_file_that_others_could_read_becomes_private_and_a_link_stays_one() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("file.json"), folder.path().join("link.json"));
    fs::write(&file, "{}").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    symlink(&file, &link).unwrap();
    TokenStore::at(&link).save(&user("1//r")).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(TokenStore::at(&file).load().is_ok());
}

#[tokio::test]
async fn a_store_that_cannot_be_written_does_not_end_a_call() {
    let folder = tempfile::tempdir().unwrap();
    let store = TokenStore::at(folder.path().join("credentials.json"));
    store.save(&user("1//old")).unwrap();
    let server = OAuthServer::start([granted("ya29.one", 3599)]).await;
    let loaded = store.load().unwrap().with_token_url(&server.url).unwrap();
    fs::remove_file(store.path()).unwrap();
    fs::create_dir(store.path()).unwrap();
    assert_eq!(token(&loaded).await, "ya29.one");
}

/// Somebody signs in again, or out, while a token is renewed: what they did counts.
#[tokio::test]
async fn a_renewal_does_not_undo_a_sign_in_or_a_sign_out() {
    for signs_in in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let store = TokenStore::at(folder.path().join("credentials.json"));
        store.save(&user("1//old")).unwrap();
        let server = OAuthServer::start([granted("ya29.old", 3599)]).await;
        let loaded = store.load().unwrap().with_token_url(&server.url).unwrap();
        server.close();
        let renewing = tokio::spawn(async move { token(&loaded).await });
        while server.asked().is_empty() {
            tokio::task::yield_now().await;
        }
        if signs_in {
            store.save(&user("1//new")).unwrap();
        } else {
            fs::remove_file(store.path()).unwrap();
        }
        server.open();
        assert_eq!(renewing.await.unwrap(), "ya29.old");
        if signs_in {
            let text = fs::read_to_string(store.path()).unwrap();
            assert!(text.contains("1//new") && !text.contains("ya29.old"), "{text}");
        } else {
            assert!(!store.path().exists());
        }
    }
}

/// With the only thread for blocking work busy, a renewal waits at its file, and the runtime's thread does not.
#[test]
fn files_are_read_on_threads_for_blocking_work() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(1)
        .build()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = TokenStore::at(folder.path().join("credentials.json"));
    store.save(&user("1//r")).unwrap();
    runtime.block_on(async {
        let server = OAuthServer::start([granted("ya29.one", 3599)]).await;
        let loaded = store.load().unwrap().with_token_url(&server.url).unwrap();
        let (free, busy) = std::sync::mpsc::channel::<()>();
        let blocking = tokio::task::spawn_blocking(move || busy.recv());
        let renewing = tokio::spawn(async move { token(&loaded).await });
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        assert!(!renewing.is_finished() && server.asked().is_empty());
        free.send(()).unwrap();
        blocking.await.unwrap().unwrap();
        assert_eq!(renewing.await.unwrap(), "ya29.one");
    });
}

#[test]
fn what_a_killed_writer_left_is_swept_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str| {
        let path = folder.path().join(name);
        fs::write(&path, "").unwrap();
        path
    };
    let own = std::process::id();
    let old = write(&format!(".credentials.json.{own}.old.new"));
    let an_hour_ago = SystemTime::now() - Duration::from_secs(3600);
    File::options()
        .write(true)
        .open(old)
        .unwrap()
        .set_modified(an_hour_ago)
        .unwrap();
    let kept = [
        // A save of this process that is under way.
        format!(".credentials.json.{own}.young.new"),
        ".credentials.json.new".to_owned(),
        ".credentials.json.x.y.new".to_owned(),
        ".other.json.4294967295.dead.new".to_owned(),
        "credentials.json.4294967295.dead.new".to_owned(),
    ];
    for name in &kept {
        write(name);
    }
    if cfg!(target_os = "linux") {
        write(".credentials.json.4294967295.dead.new");
    }
    TokenStore::at(folder.path().join("credentials.json"))
        .save(&user("1//r"))
        .unwrap();
    let mut expected = kept.to_vec();
    expected.push("credentials.json".to_owned());
    expected.sort();
    assert_eq!(names_in(folder.path()), expected);
}

fn another_process(test: &str, file: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", &format!("token_store::{test}")])
        .env(FILE, file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

fn file_of_the_parent() -> PathBuf {
    std::env::var_os(FILE).unwrap().into()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn killed_processes_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let store = TokenStore::at(folder.path().join("credentials.json"));
    for _ in 0..5 {
        let mut child = another_process("saves_until_it_is_killed", store.path());
        while !store.path().exists() {
            assert!(child.try_wait().unwrap().is_none(), "the other process ended");
            tokio::task::yield_now().await;
        }
        child.kill().await.unwrap();
        assert!(store.load().is_ok());
        fs::remove_file(store.path()).unwrap();
    }
    store.save(&user("1//r")).unwrap();
    assert_eq!(names_in(folder.path()), ["credentials.json"]);
}

#[tokio::test]
async fn processes_that_save_at_once_never_leave_half_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = TokenStore::at(folder.path().join("credentials.json"));
    store.save(&user("1//r")).unwrap();
    let mut children: Vec<_> = (0..3)
        .map(|_| another_process("saves_a_hundred_times", store.path()))
        .collect();
    while children
        .iter_mut()
        .any(|child| child.try_wait().unwrap().is_none())
    {
        store.load().unwrap();
        tokio::task::yield_now().await;
    }
    for child in &mut children {
        assert!(child.wait().await.unwrap().success());
    }
    assert_eq!(names_in(folder.path()), ["credentials.json"]);
}

#[test]
#[ignore = "runs in a process of its own: see `killed_processes_leave_nothing_behind`"]
fn saves_until_it_is_killed() {
    let store = TokenStore::at(file_of_the_parent());
    loop {
        // The parent removes the file, which no save minds.
        store.save(&user("1//r")).unwrap();
    }
}

#[test]
#[ignore = "runs in a process of its own: see `processes_that_save_at_once_never_leave_half_a_file`"]
fn saves_a_hundred_times() {
    let store = TokenStore::at(file_of_the_parent());
    for number in 0..100 {
        store.save(&user(&format!("1//{number}"))).unwrap();
    }
}
