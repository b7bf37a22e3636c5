//! [`Site`]: a small website on 127.0.0.1 that changes, redirects, stalls, lies and fails as a
//! test says. Real sockets, no framework: what it sends may be anything.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

/// A website.
#[derive(Clone)]
pub struct Site {
    address: SocketAddr,
    inner: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    answers: BTreeMap<String, Answer>,
    asked: Vec<Asked>,
    /// Where the repositories lie that are served below `/git/`.
    repositories: Option<PathBuf>,
}

/// A request that came in.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Path and query.
    pub path: String,
    /// Its headers, names in lower case.
    pub headers: HashMap<String, String>,
    /// Whether it was answered with 304.
    pub unchanged: bool,
}

/// What is answered at a path.
#[derive(Debug, Clone)]
pub enum Answer {
    /// A body of a type; its `ETag` is made of it, and honoured.
    Page(String, Vec<u8>),
    /// A status, further headers, and no body.
    Status(u16, Vec<(String, String)>),
    /// Another address.
    Redirect(String),
    /// Half a page, and then nothing for as long as the other side waits.
    Stall,
    /// Half a page, and then the end, although it says that it is longer.
    Short,
    /// A small packed body that unpacks to this many MiB.
    Bomb(usize),
}

impl Site {
    /// A site without a page.
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a port");
        let site = Self {
            address: listener.local_addr().expect("it is bound"),
            inner: Arc::default(),
        };
        let serving = site.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = serving.clone();
                // Whoever asked may have gone.
                thread::spawn(move || drop(site.serve(stream)));
            }
        });
        site
    }

    /// With pages on ponds called by these names, and a sitemap of them.
    pub fn with_pages(names: &[&str]) -> Self {
        let site = Self::new();
        for name in names {
            site.html(
                &format!("/{name}"),
                name,
                &format!("Of {name} much is known."),
            );
        }
        site.map(names);
        site
    }

    /// `127.0.0.1:PORT`.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sets what is answered at a path.
    pub fn set(&self, path: &str, answer: Answer) {
        self.inner().answers.insert(path.to_owned(), answer);
    }

    /// Takes a path away: 404.
    pub fn remove(&self, path: &str) {
        self.inner().answers.remove(path);
    }

    /// Sets a page with a title and a text.
    pub fn html(&self, path: &str, title: &str, text: &str) {
        self.set(
            path,
            Answer::Page(
                "text/html; charset=utf-8".to_owned(),
                page(title, text).into_bytes(),
            ),
        );
    }

    /// Sets a text of a type.
    pub fn text(&self, path: &str, media: &str, text: &str) {
        self.set(
            path,
            Answer::Page(media.to_owned(), text.as_bytes().to_vec()),
        );
    }

    /// Sets the sitemap to pages of these names.
    pub fn map(&self, names: &[&str]) {
        let mut map = "<?xml version=\"1.0\"?><urlset>".to_owned();
        for name in names {
            let _ = write!(
                map,
                "<url><loc>{}</loc></url>",
                self.url(&format!("/{name}"))
            );
        }
        self.text("/sitemap.xml", "application/xml", &(map + "</urlset>"));
    }

    /// Serves the repositories in a folder below `/git/`, by git's own program for that.
    pub fn serve_repositories(&self, folder: &Path) {
        self.inner().repositories = Some(folder.to_owned());
    }

    /// What was asked so far; forgets it.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.inner().asked)
    }

    /// The paths that were asked so far; forgets them.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).collect()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("nobody panicked")
    }

    fn serve(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut first = String::new();
        reader.read_line(&mut first)?;
        let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut headers = HashMap::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':') {
                headers.insert(name.to_lowercase(), value.trim().to_owned());
            }
        }
        let repositories = self.inner().repositories.clone();
        if let Some(folder) = repositories.filter(|_| path.starts_with("/git/")) {
            let mut body = vec![0; length(&headers)];
            reader.read_exact(&mut body)?;
            let method = first.split(' ').next().unwrap_or_default();
            let response = by_git(&folder, method, &path, &headers, &body)?;
            self.inner().asked.push(Asked {
                path,
                headers,
                unchanged: false,
            });
            let mut stream = stream;
            return stream.write_all(&response);
        }
        let answer = self.inner().answers.get(&path).cloned();
        let answer = answer.unwrap_or_else(|| Answer::Status(404, Vec::new()));
        let mut asked = Asked {
            path,
            headers,
            unchanged: false,
        };
        let response = response(&answer, &mut asked);
        self.inner().asked.push(asked);
        let mut stream = stream;
        stream.write_all(&response)?;
        stream.flush()?;
        if matches!(answer, Answer::Stall) {
            stream.set_read_timeout(Some(Duration::from_secs(60)))?;
            let mut line = String::new();
            // Until the other side gives up.
            reader.read_line(&mut line)?;
        }
        Ok(())
    }
}

fn length(headers: &HashMap<String, String>) -> usize {
    let length = headers.get("content-length");
    length.and_then(|length| length.parse().ok()).unwrap_or(0)
}

/// What `git http-backend` answers, which speaks CGI.
fn by_git(
    folder: &Path,
    method: &str,
    path: &str,
    headers: &HashMap<String, String>,
    body: &[u8],
) -> std::io::Result<Vec<u8>> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let header = |name: &str| headers.get(name).cloned().unwrap_or_default();
    let mut process = Command::new("git")
        .arg("http-backend")
        .env("GIT_PROJECT_ROOT", folder)
        .env("GIT_HTTP_EXPORT_ALL", "1")
        .env("PATH_INFO", path.strip_prefix("/git").unwrap_or(path))
        .env("QUERY_STRING", query)
        .env("REQUEST_METHOD", method)
        .env("CONTENT_TYPE", header("content-type"))
        .env("CONTENT_LENGTH", body.len().to_string())
        .env("HTTP_CONTENT_ENCODING", header("content-encoding"))
        .env("GIT_PROTOCOL", header("git-protocol"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut input) = process.stdin.take() {
        input.write_all(body)?;
    }
    let output = process.wait_with_output()?.stdout;
    let end = output
        .windows(4)
        .position(|it| it == b"\r\n\r\n")
        .unwrap_or(0);
    let head = String::from_utf8_lossy(&output[..end]).into_owned();
    let status = head.lines().find_map(|line| line.strip_prefix("Status: "));
    let status = status.unwrap_or("200 OK").to_owned();
    let mut response =
        format!("HTTP/1.1 {status}\r\nConnection: close\r\n{head}\r\n\r\n").into_bytes();
    response.extend_from_slice(&output[end + 4..]);
    Ok(response)
}

fn response(answer: &Answer, asked: &mut Asked) -> Vec<u8> {
    let whole = |status: u16, headers: &str, body: &[u8]| {
        let length = body.len();
        let mut response = format!(
            "HTTP/1.1 {status} Word\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"
        )
        .into_bytes();
        response.extend_from_slice(body);
        response
    };
    match answer {
        Answer::Page(media, body) => {
            let tag = format!("\"{}\"", &blake3::hash(body).to_hex()[..12]);
            if asked.headers.get("if-none-match") == Some(&tag) {
                asked.unchanged = true;
                return whole(304, &format!("ETag: {tag}\r\n"), b"");
            }
            whole(
                200,
                &format!("Content-Type: {media}\r\nETag: {tag}\r\n"),
                body,
            )
        }
        Answer::Status(status, headers) => {
            let mut lines = String::new();
            for (name, value) in headers {
                let _ = write!(lines, "{name}: {value}\r\n");
            }
            whole(*status, &lines, b"")
        }
        Answer::Redirect(to) => whole(302, &format!("Location: {to}\r\n"), b""),
        Answer::Stall | Answer::Short => {
            let mut response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\
                Content-Length: 100000\r\nConnection: close\r\n\r\n"
                .to_vec();
            response.extend_from_slice(page("Half", "Of this half is known.").as_bytes());
            response
        }
        Answer::Bomb(mib) => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            for _ in 0..*mib {
                packed
                    .write_all(&vec![b'a'; 1 << 20])
                    .expect("memory takes it");
            }
            let body = packed.finish().expect("memory takes it");
            whole(
                200,
                "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
                &body,
            )
        }
    }
}

/// A page with a title and a text.
pub fn page(title: &str, text: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home\
         </a></nav><main><h1>{title}</h1><h2>What is {title}?</h2><p>{text} It stays where it is, \
         without a stream that feeds it, and it freezes from above in a cold winter.</p></main>\
         <footer>Imprint</footer></body></html>"
    )
}
