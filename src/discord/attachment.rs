//! Fetches a file that somebody gave to a command: from Discord's own hosts and from nowhere
//! else, whatever the event says, and no more of it than may come.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use thiserror::Error;
use url::{Origin, Url};

use super::words::Language;

/// The hosts that Discord keeps files on.
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

/// Longest time for a whole file.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Why a file cannot be fetched.
#[derive(Debug, Error)]
pub enum FetchError {
    /// It is not one of Discord's addresses.
    #[error("the address is not one of Discord's")]
    NotDiscords,
    /// It is too large.
    #[error("it is larger than {limit} bytes")]
    TooLarge {
        /// Most bytes.
        limit: u64,
    },
    /// Discord did not give it.
    #[error("Discord answered with status {0}")]
    Status(u16),
    /// It did not come, or not in time.
    #[error("it did not come in time")]
    Lost,
}

impl FetchError {
    /// The sentence for the person who sent it.
    pub fn words(&self, language: Language) -> String {
        match self {
            Self::NotDiscords => language.say("file-not-of-discord"),
            Self::TooLarge { limit } => {
                let size = format!("{} MiB", limit >> 20);
                language.say_with("file-too-large", [("size", size.into())])
            }
            Self::Status(_) | Self::Lost => language.say("file-lost"),
        }
    }
}

/// Fetches the file at `address`, at most `limit` bytes. `api` is the address of the API where
/// that is not Discord's own: who answers there for Discord also has its files.
pub async fn fetch(address: &str, api: Option<&Url>, limit: u64) -> Result<Vec<u8>, FetchError> {
    let url = Url::parse(address).map_err(|_| FetchError::NotDiscords)?;
    if !is_discords(&url, api) {
        return Err(FetchError::NotDiscords);
    }
    let client = Client::builder()
        .redirect(Policy::none())
        .timeout(TIMEOUT)
        .build()
        .map_err(|_| FetchError::Lost)?;
    let answer = client.get(url).send().await;
    let mut answer = answer.map_err(|_| FetchError::Lost)?;
    if answer.status() != StatusCode::OK {
        return Err(FetchError::Status(answer.status().as_u16()));
    }
    let mut bytes = Vec::new();
    // What is said of its length may be a lie.
    while let Some(piece) = answer.chunk().await.map_err(|_| FetchError::Lost)? {
        if (bytes.len() + piece.len()) as u64 > limit {
            return Err(FetchError::TooLarge { limit });
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

fn is_discords(url: &Url, api: Option<&Url>) -> bool {
    if !url.username().is_empty() || url.password().is_some() {
        return false;
    }
    let same =
        |api: &Url| matches!(api.origin(), Origin::Tuple(..)) && api.origin() == url.origin();
    let own = url.scheme() == "https"
        && url.port_or_known_default() == Some(443)
        && url.host_str().is_some_and(|host| HOSTS.contains(&host));
    own || api.is_some_and(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers one request on this machine with these bytes, and gives its address.
    async fn answering(answer: Vec<u8>) -> Url {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 1024];
            let _ = stream.read(&mut request).await;
            // Whoever has had enough hangs up.
            let _ = stream.write_all(&answer).await;
        });
        Url::parse(&format!("http://{address}/a.md")).unwrap()
    }

    #[tokio::test]
    async fn no_redirect_is_followed_and_no_more_comes_than_may() {
        let moved =
            b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
        let url = answering(moved.to_vec()).await;
        let refused = fetch(url.as_str(), Some(&url), 100).await;
        assert!(
            matches!(refused, Err(FetchError::Status(302))),
            "{refused:?}"
        );

        // Without a length, until the connection ends.
        let body = |bytes: usize| [b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'a'; bytes]].concat();
        let url = answering(body(100)).await;
        assert_eq!(
            fetch(url.as_str(), Some(&url), 100).await.unwrap(),
            vec![b'a'; 100]
        );
        let url = answering(body(1 << 20)).await;
        let refused = fetch(url.as_str(), Some(&url), 100).await;
        assert!(
            matches!(refused, Err(FetchError::TooLarge { limit: 100 })),
            "{refused:?}"
        );

        let short = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf".to_vec();
        let url = answering(short).await;
        let refused = fetch(url.as_str(), Some(&url), 100).await;
        assert!(matches!(refused, Err(FetchError::Lost)), "{refused:?}");
    }

    #[test]
    fn files_come_from_discord_and_from_nowhere_else() {
        let discords = |address: &str, api: Option<&str>| {
            let api = api.map(|api| Url::parse(api).unwrap());
            is_discords(&Url::parse(address).unwrap(), api.as_ref())
        };
        for address in [
            "https://cdn.discordapp.com/attachments/1/2/a.md?ex=1",
            "https://media.discordapp.net/a.md",
            "https://CDN.discordapp.com:443/a.md",
        ] {
            assert!(discords(address, None), "{address}");
        }
        for address in [
            "http://cdn.discordapp.com/a.md",
            "https://cdn.discordapp.com:8443/a.md",
            "https://cdn.discordapp.com.evil.example/a.md",
            "https://evil.example/cdn.discordapp.com/a.md",
            "https://cdn.discordapp.com@evil.example/a.md",
            "https://user@cdn.discordapp.com/a.md",
            "https://cdn.discordapp.com.:443/a.md",
            "http://127.0.0.1:80/a.md",
            "http://169.254.169.254/latest/meta-data",
            "file:///etc/passwd",
        ] {
            assert!(!discords(address, None), "{address}");
            assert!(
                !discords(address, Some("http://127.0.0.1:8080")),
                "{address}"
            );
            assert!(
                !discords(address, Some("https://proxy.example")),
                "{address}"
            );
        }
        let api = Some("http://127.0.0.1:8080/api");
        assert!(discords("http://127.0.0.1:8080/attachments/1/2/a.md", api));
        assert!(!discords("http://127.0.0.1:8081/attachments/1/2/a.md", api));
    }
}
