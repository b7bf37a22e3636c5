//! One request and what its answer says. Follows no redirect and waits for nothing but the answer.

use std::time::{Duration, SystemTime};

use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Response, StatusCode};
use url::Url;

use super::fetch::{FetchError, Known, Page, SILENCE};
use super::guard::GuardError;

/// How long is waited when a server is too busy and does not say how long.
const USUAL_RETRY_AFTER: Duration = Duration::from_secs(10);

/// One answer of a server.
pub enum Reply {
    /// A page.
    Page(Page),
    /// It is as it was.
    Unchanged,
    /// It is elsewhere.
    Moved(Url),
    /// The server asks to come back later.
    Busy {
        /// 429 or 503.
        status: u16,
        /// How much later.
        wait: Duration,
    },
    /// Anything else.
    Status(u16),
}

/// Asks for `url` once; a body of more than `limit` bytes is not read.
pub async fn ask(
    client: &Client,
    url: &Url,
    known: &Known,
    limit: u64,
) -> Result<Reply, FetchError> {
    let mut request = client.get(url.clone()).header(
        header::ACCEPT,
        "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,application/xml;q=0.8,*/*;q=0.1",
    );
    let conditions = [
        (header::IF_NONE_MATCH, &known.etag),
        (header::IF_MODIFIED_SINCE, &known.last_modified),
    ];
    for (name, value) in conditions {
        if let Some(value) = value
            .as_deref()
            .and_then(|it| HeaderValue::from_str(it).ok())
        {
            request = request.header(name, value);
        }
    }
    let response = request.send().await.map_err(|error| failed(&error))?;
    let status = response.status();
    let text = |name: HeaderName| text_of(response.headers(), &name);
    if status == StatusCode::NOT_MODIFIED {
        return Ok(Reply::Unchanged);
    }
    if matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        let to = text(header::LOCATION).and_then(|to| url.join(&to).ok());
        let mut to = to.ok_or(FetchError::Redirects)?;
        to.set_fragment(None);
        return Ok(Reply::Moved(to));
    }
    if matches!(status.as_u16(), 429 | 503) {
        let wait = text(header::RETRY_AFTER).map_or(USUAL_RETRY_AFTER, |it| retry_after(&it));
        return Ok(Reply::Busy {
            status: status.as_u16(),
            wait,
        });
    }
    if status != StatusCode::OK {
        return Ok(Reply::Status(status.as_u16()));
    }
    let (media, charset) = content_type(&text(header::CONTENT_TYPE).unwrap_or_default());
    let known = Known {
        etag: text(header::ETAG),
        last_modified: text(header::LAST_MODIFIED),
    };
    let tags = response.headers().get_all("x-robots-tag").iter();
    let noindex = tags
        .filter_map(|tag| tag.to_str().ok())
        .any(asks_not_to_list);
    let bytes = body(response, limit).await?;
    Ok(Reply::Page(Page {
        url: url.clone(),
        bytes,
        media,
        charset,
        known,
        noindex,
    }))
}

/// Reads a body of at most `limit` bytes, as it is once unpacked.
async fn body(mut response: Response, limit: u64) -> Result<Vec<u8>, FetchError> {
    if response
        .content_length()
        .is_some_and(|length| length > limit)
    {
        return Err(FetchError::TooLarge(limit));
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failed(&error))? {
        if (bytes.len() + chunk.len()) as u64 > limit {
            return Err(FetchError::TooLarge(limit));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    /// Longer than any that means something.
    const MAX_CHARS: usize = 2_000;
    let text = headers.get(name)?.to_str().ok()?.trim();
    (!text.is_empty() && text.len() <= MAX_CHARS).then(|| text.to_owned())
}

/// `text/html; charset=utf-8` -> type and encoding.
fn content_type(text: &str) -> (String, Option<String>) {
    let mut parts = text.split(';');
    let media = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let is_charset = key.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches('"').to_owned())
    });
    (media, charset)
}

/// Whether an `X-Robots-Tag` that is meant for us or for everybody says `noindex`.
fn asks_not_to_list(tag: &str) -> bool {
    let rules = match tag.split_once(':') {
        Some((agent, rules)) if agent.trim().eq_ignore_ascii_case("footnote") => rules,
        // A rule with a value, as `max-snippet: 5`, has its word before the colon as well.
        Some((agent, _)) if !agent.contains(',') => return false,
        _ => tag,
    };
    rules.split(',').any(|rule| {
        let rule = rule.trim();
        rule.eq_ignore_ascii_case("noindex") || rule.eq_ignore_ascii_case("none")
    })
}

/// `Retry-After`: seconds, or a time.
fn retry_after(text: &str) -> Duration {
    if let Ok(seconds) = text.parse() {
        return Duration::from_secs(seconds);
    }
    let at = httpdate::parse_http_date(text);
    at.map_or(USUAL_RETRY_AFTER, |at| {
        at.duration_since(SystemTime::now()).unwrap_or_default()
    })
}

/// What the client says, without the address: that is named beside it.
pub fn failed(error: &reqwest::Error) -> FetchError {
    let mut cause: &dyn std::error::Error = error;
    let mut private = None;
    while let Some(next) = cause.source() {
        cause = next;
        if let Some(refused) = cause.downcast_ref::<GuardError>() {
            private = Some(refused.clone());
        }
    }
    match private {
        Some(refused) => FetchError::Guard(refused),
        None if error.is_timeout() => FetchError::TimedOut(SILENCE.as_secs()),
        None => FetchError::Connection(cause.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_as_they_are_meant() {
        let (media, charset) = content_type("Text/HTML; Charset=\"ISO-8859-1\"");
        assert_eq!(
            (media.as_str(), charset.as_deref()),
            ("text/html", Some("ISO-8859-1"))
        );
        assert_eq!(content_type(""), (String::new(), None));
        assert!(asks_not_to_list("nofollow, NoIndex"));
        assert!(asks_not_to_list("footnote: none"));
        assert!(!asks_not_to_list("otherbot: noindex"));
        assert!(!asks_not_to_list("nofollow"));
        assert_eq!(retry_after("7"), Duration::from_secs(7));
        assert_eq!(retry_after("Fri, 01 Jan 1999 00:00:00 GMT"), Duration::ZERO);
        assert_eq!(retry_after("soon"), USUAL_RETRY_AFTER);
    }
}
