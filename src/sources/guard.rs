//! Which hosts may be asked: public ones at their usual ports, and those that the configuration
//! names. Checks addresses where a connection is made, so that a name that leads elsewhere a
//! moment later helps nobody. Never connects itself.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::{Host, Url};

/// Which hosts may be asked.
#[derive(Debug, Clone, Default)]
pub struct Guard {
    /// Hosts that are allowed whatever their address, as `host` or `host:port`, in lower case.
    allowed: Arc<[String]>,
}

/// Why a host is not asked.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum GuardError {
    /// Neither http nor https.
    #[error("only http and https are fetched, not {0}")]
    Scheme(String),
    /// Not a public address.
    #[error(
        "{0} is not on the public internet; a source may ask it only if its `allow_hosts` in \
         the configuration names it"
    )]
    Private(String),
    /// A port that websites do not use.
    #[error("port {1} of {0} is none that websites use; `allow_hosts` can name it")]
    Port(String, u16),
    /// It names no host, or holds a password.
    #[error("the address names no host, or a user")]
    Form,
    /// The name leads nowhere.
    #[error("{0} cannot be found")]
    Unknown(String),
}

impl Guard {
    /// Allows public hosts and those in `allowed`.
    pub fn new(allowed: &[String]) -> Self {
        Self {
            allowed: allowed
                .iter()
                .map(|host| host.trim().to_lowercase())
                .collect(),
        }
    }

    /// Whether `url` may be asked, as far as it shows. A name is looked up later, by
    /// [`Guard::resolve`].
    pub fn check(&self, url: &Url) -> Result<(), GuardError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(GuardError::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(GuardError::Form);
        }
        let host = url.host().ok_or(GuardError::Form)?;
        let name = url.host_str().unwrap_or_default().to_lowercase();
        if self.names(&name, url.port_or_known_default()) {
            return Ok(());
        }
        let address = match host {
            Host::Ipv4(address) => Some(IpAddr::V4(address)),
            Host::Ipv6(address) => Some(IpAddr::V6(address)),
            Host::Domain(_) => None,
        };
        if address.is_some_and(|address| !is_public(address)) {
            return Err(GuardError::Private(name));
        }
        match url.port() {
            None | Some(80 | 443) => Ok(()),
            Some(port) => Err(GuardError::Port(name, port)),
        }
    }

    /// Whether `url` may be asked at its very port. Needed beside [`Guard::check`] where the
    /// host is allowed at another port, which the look-up of a connection does not know.
    pub async fn admit(&self, url: &Url) -> Result<(), GuardError> {
        self.check(url)?;
        let name = url.host_str().unwrap_or_default().to_lowercase();
        let port = url.port_or_known_default();
        if self.names_host(&name) && !self.names(&name, port) {
            let found = Self::look_up(&name, port.unwrap_or_default()).await?;
            only_public(&name, &found)?;
        }
        Ok(())
    }

    /// The addresses of `host` that may be connected to.
    pub async fn resolve(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, GuardError> {
        let found = Self::look_up(host, port).await?;
        let lower = host.to_lowercase();
        if !(self.names(&lower, Some(port)) || self.names_host(&lower)) {
            only_public(host, &found)?;
        }
        Ok(found)
    }

    /// Whether the configuration names this host and port.
    pub fn excepts(&self, host: &str, port: u16) -> bool {
        self.names(&host.to_lowercase(), Some(port))
    }

    async fn look_up(host: &str, port: u16) -> Result<Vec<SocketAddr>, GuardError> {
        let unknown = || GuardError::Unknown(host.to_owned());
        let found = tokio::net::lookup_host((host.trim_matches(['[', ']']), port)).await;
        let found: Vec<SocketAddr> = found.map_err(|_| unknown())?.collect();
        if found.is_empty() {
            return Err(unknown());
        }
        Ok(found)
    }

    fn names(&self, host: &str, port: Option<u16>) -> bool {
        let with_port = port.map(|port| format!("{host}:{port}"));
        self.allowed
            .iter()
            .any(|allowed| allowed == host || Some(allowed) == with_port.as_ref())
    }

    fn names_host(&self, host: &str) -> bool {
        self.allowed.iter().any(|allowed| {
            allowed
                .rsplit_once(':')
                .is_some_and(|(name, port)| name == host && port.parse::<u16>().is_ok())
        })
    }
}

/// One private address among public ones is how a name is made to lead inside.
fn only_public(host: &str, found: &[SocketAddr]) -> Result<(), GuardError> {
    if found.iter().all(|address| is_public(address.ip())) {
        return Ok(());
    }
    Err(GuardError::Private(host.to_owned()))
}

/// For the client: every name that it connects to is looked up here.
impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.clone();
        Box::pin(async move {
            let addresses = Self::resolve(&guard, name.as_str(), 0).await?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is one of the public internet. Sources: IANA's registries of special
/// addresses for IPv4 and IPv6 (RFC 6890 and its updates).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = match a {
        // This network, private, loopback; multicast, reserved and broadcast.
        0 | 10 | 127 | 224.. => true,
        // Shared by carriers (RFC 6598).
        100 => (64..128).contains(&b),
        // Link-local, where clouds keep their keys.
        169 => b == 254,
        172 => (16..32).contains(&b),
        // Private; protocol assignments; documentation; 6to4 relays; AS112.
        192 => {
            b == 168
                || (b == 0 && (c == 0 || c == 2))
                || (b == 88 && c == 99)
                || (b == 31 && c == 196)
                || (b == 52 && c == 193)
                || (b == 175 && c == 48)
        }
        // Benchmarking; documentation.
        198 => b == 18 || b == 19 || (b == 51 && c == 100),
        203 => b == 0 && c == 113,
        _ => false,
    };
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // Only 2000::/3 is given out as global unicast. What lies in it and leads elsewhere:
    // protocol assignments with Teredo (2001::/23), documentation (2001:db8::/32, 3fff::/20),
    // and 6to4 (2002::/16), which carries an address of IPv4.
    let global = segments[0] & 0xe000 == 0x2000;
    let special = match segments[0] {
        0x2001 => segments[1] < 0x0200 || segments[1] == 0x0db8,
        0x2002 => true,
        0x3fff => segments[1] < 0x1000,
        _ => false,
    };
    if global {
        return !special;
    }
    // NAT64 (RFC 6052) is how IPv6 networks reach public hosts of IPv4.
    if segments[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        let [.., a, b, c, d] = address.octets();
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(address: &str, allowed: &[&str]) -> Result<(), GuardError> {
        let allowed: Vec<String> = allowed.iter().map(|&host| host.to_owned()).collect();
        Guard::new(&allowed).check(&Url::parse(address).unwrap())
    }

    #[test]
    fn special_addresses_are_not_public_however_they_are_written() {
        for address in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://0/",
            "http://10.1.2.3/",
            "http://100.64.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://172.31.255.255/",
            "http://192.168.0.1/",
            "http://192.0.2.1/",
            "http://198.18.0.1/",
            "http://198.51.100.7/",
            "http://203.0.113.9/",
            "http://224.0.0.1/",
            "http://255.255.255.255/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[::ffff:8.8.8.8]/",
            "http://[::127.0.0.1]/",
            "http://[fe80::1]/",
            "http://[fc00::1]/",
            "http://[ff02::1]/",
            "http://[2001:db8::1]/",
            "http://[2002:7f00:1::]/",
            "http://[64:ff9b::10.0.0.1]/",
        ] {
            let error = check(address, &[]).unwrap_err();
            assert!(
                matches!(error, GuardError::Private(_)),
                "{address}: {error}"
            );
        }
        for address in [
            "http://8.8.8.8/",
            "https://[2606:4700::1111]/",
            "https://example.org/",
        ] {
            assert_eq!(check(address, &[]), Ok(()), "{address}");
        }
    }

    #[test]
    fn only_what_the_configuration_names_is_excepted() {
        assert_eq!(check("http://127.0.0.1:8080/", &["127.0.0.1:8080"]), Ok(()));
        assert!(check("http://127.0.0.1:8081/", &["127.0.0.1:8080"]).is_err());
        assert!(check("http://127.0.0.2:8080/", &["127.0.0.1:8080"]).is_err());
        assert_eq!(check("http://[::1]/", &["[::1]"]), Ok(()));
        assert!(matches!(
            check("http://example.org:22/", &[]),
            Err(GuardError::Port(_, 22))
        ));
        assert!(matches!(
            check("file:///etc/passwd", &[]),
            Err(GuardError::Scheme(_))
        ));
        assert!(matches!(
            check("https://me@example.org/", &[]),
            Err(GuardError::Form)
        ));
    }

    #[tokio::test]
    async fn a_name_that_leads_to_this_machine_is_not_connected_to() {
        let error = Guard::default().resolve("localhost", 80).await.unwrap_err();
        assert_eq!(error, GuardError::Private("localhost".to_owned()));
        let guard = Guard::new(&["localhost:8080".to_owned()]);
        assert!(guard.resolve("localhost", 0).await.is_ok());
        let admit = async |address: &str| guard.admit(&Url::parse(address).unwrap()).await;
        assert_eq!(admit("http://localhost:8080/").await, Ok(()));
        assert!(admit("http://localhost/").await.is_err());
    }

    proptest! {
        /// The standard library's own classes agree, as far as they go.
        #[test]
        fn no_address_of_a_special_class_is_public(bits in any::<u32>()) {
            let address = Ipv4Addr::from(bits);
            let special = address.is_private() || address.is_loopback() || address.is_link_local()
                || address.is_multicast() || address.is_broadcast() || address.is_documentation()
                || address.is_unspecified();
            prop_assert!(!(special && is_public_v4(address)));
        }

        /// An address of IPv4 within one of IPv6 is never a way around.
        #[test]
        fn no_mapped_address_is_public(bits in any::<u32>()) {
            let inner = Ipv4Addr::from(bits);
            prop_assert!(!is_public_v6(inner.to_ipv6_mapped()));
            prop_assert!(!is_public_v6(inner.to_ipv6_compatible()));
            let [a, b, c, d] = inner.octets();
            let nat = Ipv6Addr::new(
                0x64, 0xff9b, 0, 0, 0, 0,
                u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]),
            );
            prop_assert!(!is_public_v6(nat) || is_public_v4(inner));
        }

        #[test]
        fn no_address_outside_the_global_range_is_public(bits in any::<u128>()) {
            let address = Ipv6Addr::from(bits);
            let special = address.is_loopback() || address.is_unspecified()
                || address.is_multicast() || address.is_unique_local()
                || address.is_unicast_link_local();
            prop_assert!(!(special && is_public_v6(address)));
        }
    }
}
