//! Reads a request's body: JSON, or a form with files. Never looks at what it means.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use serde_json::Value;

use super::Call;
use crate::limits;
use crate::refusal::{Refused, codes};
use crate::world::message::StoredFile;

/// More than this is refused whatever it is.
pub(crate) const MOST_BYTES: usize = 64 * 1024 * 1024;

pub(super) async fn read(method: String, path: String, request: Request) -> Result<Call, Refused> {
    let authorization = header(&request, &header::AUTHORIZATION);
    let kind = header(&request, &header::CONTENT_TYPE);
    let is_form = kind.is_some_and(|kind| kind.starts_with("multipart/"));
    let query = request.uri().query().unwrap_or_default().to_owned();
    let (body, files) = if is_form {
        read_form(request).await?
    } else {
        let bytes = axum::body::to_bytes(request.into_body(), MOST_BYTES)
            .await
            .map_err(|_| too_large())?;
        let body = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes).map_err(|_| invalid_json())?
        };
        (body, Vec::new())
    };
    Ok(Call {
        method,
        path,
        query,
        authorization,
        body,
        files,
    })
}

fn header(request: &Request, name: &header::HeaderName) -> Option<String> {
    let value = request.headers().get(name)?;
    Some(value.to_str().ok()?.to_owned())
}

async fn read_form(request: Request) -> Result<(Value, Vec<(String, StoredFile)>), Refused> {
    let malformed = |_| Refused::new(400, codes::INVALID_FORM, "The form cannot be read");
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| Refused::new(400, codes::INVALID_FORM, "The form cannot be read"))?;
    let (mut body, mut files) = (Value::Null, Vec::new());
    while let Some(part) = form.next_field().await.map_err(malformed)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "payload_json" {
            let text = part.text().await.map_err(malformed)?;
            body = serde_json::from_str(&text).map_err(|_| invalid_json())?;
            continue;
        }
        let file_name = part.file_name().unwrap_or("file").to_owned();
        let kind = part
            .content_type()
            .unwrap_or("application/octet-stream")
            .to_owned();
        let bytes = part.bytes().await.map_err(malformed)?.to_vec();
        if bytes.len() > limits::FILE_BYTES {
            return Err(too_large());
        }
        let file = StoredFile {
            name: file_name,
            kind,
            bytes,
        };
        files.push((name, file));
    }
    Ok((body, files))
}

fn too_large() -> Refused {
    Refused::new(413, codes::TOO_LARGE, "Request entity too large")
}

fn invalid_json() -> Refused {
    Refused::new(
        400,
        codes::INVALID_JSON,
        "The request body contains invalid JSON.",
    )
}
