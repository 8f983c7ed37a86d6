//! These need the program `redis-server` (Debian: `apt-get install redis-server`), and are run by
//! `cargo test --example many_processes -- --ignored`.

use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    sync::{
        Condvar, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use apps_script::{ErrorKind, Executed};
use serde_json::json;
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

use super::*;

const PATIENCE: Duration = Duration::from_secs(60);

/// A Redis of its own for one test.
struct Server {
    process: Child,
    client: redis::Client,
    _folder: TempDir,
}

impl Server {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let free = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let process = Command::new("redis-server")
            .args(["--bind", "127.0.0.1", "--save", "", "--port", &port.to_string()])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server is not installed: `apt-get install redis-server`");
        let server = Self {
            process,
            client: redis::Client::open(format!("redis://127.0.0.1:{port}/")).unwrap(),
            _folder: folder,
        };
        timeout(PATIENCE, server.until_it_answers()).await.unwrap();
        server
    }

    async fn until_it_answers(&self) {
        while self.client.get_multiplexed_async_connection().await.is_err() {
            sleep(Duration::from_millis(20)).await;
        }
    }

    async fn permits(&self) -> Permits {
        Permits::connect(&self.client, KEY, AT_ONCE).await.unwrap()
    }

    /// How many permits are taken.
    async fn taken(&self) -> u32 {
        let mut redis = self.client.get_multiplexed_async_connection().await.unwrap();
        redis::cmd("ZCARD")
            .arg(KEY)
            .query_async(&mut redis)
            .await
            .unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Counts the runs that are under way, and holds the first ones until as many are there as may be.
#[derive(Default)]
struct Runs {
    running: Mutex<u32>,
    most: AtomicU32,
    full: AtomicBool,
    changed: Condvar,
}

impl Runs {
    fn run(&self) {
        let mut running = self.running.lock().unwrap();
        *running += 1;
        self.most.fetch_max(*running, Ordering::SeqCst);
        self.full.fetch_or(*running >= AT_ONCE, Ordering::SeqCst);
        self.changed.notify_all();
        let full = |_: &mut u32| !self.full.load(Ordering::SeqCst);
        let (mut running, _) = self.changed.wait_timeout_while(running, PATIENCE, full).unwrap();
        *running -= 1;
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs redis-server: `apt-get install redis-server`, then `cargo test --example many_processes -- --ignored`"]
async fn together_the_processes_run_no_more_than_there_are_permits() {
    let server = Server::start().await;
    let runs = Arc::new(Runs::default());
    let counted = Arc::clone(&runs);
    let emulator = Emulator::builder()
        .project(Path::new(SCRIPT))
        .fake("Utilities.sleep", move |_| {
            counted.run();
            Ok(json!(null))
        })
        .start()
        .await
        .unwrap();
    // Each has a client and a connection of its own, as two processes have.
    let mut processes = JoinSet::new();
    for _ in 0..2 {
        let reports = ReportsClient::from_vars(emulator.vars()).unwrap();
        let permits = server.permits().await;
        processes.spawn(async move {
            let rows = year(Arc::new(Limited { reports, permits })).await;
            rows.map_err(|error| error.to_string())
        });
    }
    let expected: Vec<(u32, u32)> = (1..=12).map(|month| (month, month * 10)).collect();
    while let Some(rows) = processes.join_next().await {
        assert_eq!(rows.unwrap().unwrap(), expected);
    }
    assert_eq!(runs.most.load(Ordering::SeqCst), AT_ONCE);
    assert_eq!(server.taken().await, 0);
}

#[tokio::test]
#[ignore = "needs redis-server: `apt-get install redis-server`, then `cargo test --example many_processes -- --ignored`"]
async fn a_permit_is_kept_while_the_function_may_still_run() {
    let server = Server::start().await;
    let permits = server.permits().await;
    let ended = |executed| async move {
        let error = apps_script::Error::simulated(ErrorKind::Transport, "connection lost");
        Err::<(), _>(error.with_executed(executed))
    };
    permits.during(ended(Executed::No)).await.unwrap_err();
    assert_eq!(server.taken().await, 0);
    permits.during(ended(Executed::Unknown)).await.unwrap_err();
    assert_eq!(server.taken().await, 1);
}

#[tokio::test]
#[ignore = "needs redis-server: `apt-get install redis-server`, then `cargo test --example many_processes -- --ignored`"]
async fn permits_of_a_process_that_died_come_back() {
    let server = Server::start().await;
    let mut died = server.permits().await;
    died.lease = Duration::from_millis(50);
    for _ in 0..AT_ONCE {
        died.take().await.unwrap();
    }
    drop(died);
    let permits = server.permits().await;
    timeout(PATIENCE, permits.during(async { Ok(()) }))
        .await
        .unwrap()
        .unwrap();
}
