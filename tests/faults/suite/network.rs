//! Faults at connect.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Every tenth connection fails: its name is not resolved, or nobody listens at the address.
pub(crate) struct Network {
    chance: Mutex<fastrand::Rng>,
    faults: AtomicUsize,
    calm: AtomicBool,
}

impl Network {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            chance: Mutex::new(fastrand::Rng::with_seed(seed)),
            faults: AtomicUsize::new(0),
            calm: AtomicBool::new(false),
        }
    }

    /// No further faults.
    pub(crate) fn calm(&self) {
        self.calm.store(true, Ordering::SeqCst);
    }

    fn number(&self) -> u8 {
        if self.calm.load(Ordering::SeqCst) {
            return u8::MAX;
        }
        self.chance
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .u8(..20)
    }

    pub(crate) fn faults(&self) -> usize {
        self.faults.load(Ordering::SeqCst)
    }
}

impl Resolve for Network {
    fn resolve(&self, _: Name) -> Resolving {
        let number = self.number();
        if number < 2 {
            self.faults.fetch_add(1, Ordering::SeqCst);
        }
        Box::pin(async move {
            // The server listens at the first address of the network alone.
            let host = match number {
                0 => return Err(io::Error::other("no such host").into()),
                1 => Ipv4Addr::new(127, 0, 0, 2),
                _ => Ipv4Addr::LOCALHOST,
            };
            let addresses: Addrs = Box::new(std::iter::once(SocketAddr::from((host, 0))));
            Ok(addresses)
        })
    }
}
