//! How many requests Discord takes in a time. Never delays one: it answers 429.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};

use super::Call;
use crate::clock::Clock;
use crate::limits;
use crate::refusal::{Refusal, Refused, codes};
use crate::world::World;

impl World {
    /// Checks the rates that a request counts towards.
    pub(super) fn check_rates(
        &mut self,
        clock: &Clock,
        call: &Call,
        headers: &mut HeaderMap,
    ) -> Result<(), Refused> {
        let now = clock.now();
        let exempt = call.path.starts_with("/interactions") || call.path.starts_with("/webhooks");
        if now < self.quiet_until && !exempt {
            return Err(limited(self.quiet_until.saturating_sub(now), true));
        }
        if self.rules.rate_limits && !exempt {
            let second = Duration::from_secs(1);
            self.requests.retain(|at| now.saturating_sub(*at) < second);
            if self.requests.len() >= limits::REQUESTS_PER_SECOND {
                let oldest = self.requests.front().copied().unwrap_or(now);
                return Err(limited(
                    second.saturating_sub(now.saturating_sub(oldest)),
                    true,
                ));
            }
            self.requests.push_back(now);
        }
        let parts: Vec<&str> = call.path.trim_matches('/').split('/').collect();
        let (Some((most, per)), ["channels", channel, "messages"], "POST") = (
            self.rules.message_bucket,
            parts.as_slice(),
            call.method.as_str(),
        ) else {
            return Ok(());
        };
        let sends = self.sends.entry(super::id(channel)).or_default();
        sends.retain(|at| now.saturating_sub(*at) < per);
        let oldest = sends.front().copied().unwrap_or(now);
        let wait = per.saturating_sub(now.saturating_sub(oldest));
        let full = sends.len() >= most;
        if !full {
            sends.push_back(now);
        }
        let left = most - sends.len();
        for (name, value) in [
            ("x-ratelimit-limit", most.to_string()),
            ("x-ratelimit-remaining", left.to_string()),
            ("x-ratelimit-bucket", format!("messages-{channel}")),
        ] {
            headers.insert(name, text(&value));
        }
        add_reset(headers, wait);
        if full {
            Err(limited(wait, false))
        } else {
            Ok(())
        }
    }

    /// Counts an answer of 401, 403 or 429: ten thousand in ten minutes lead to a ban.
    pub(super) fn count_invalid(&mut self, now: Duration, status: u16) {
        if !matches!(status, 401 | 403 | 429) || !self.rules.rate_limits {
            return;
        }
        let window = Duration::from_secs(600);
        self.invalid_requests
            .retain(|at| now.saturating_sub(*at) < window);
        self.invalid_requests.push_back(now);
        if self.invalid_requests.len() == limits::INVALID_REQUESTS {
            self.refuse(Refusal {
                code: codes::GENERAL,
                status: Some(429),
                route: "all routes".to_owned(),
                reason: "10,000 invalid requests in ten minutes: Discord bans the address"
                    .to_owned(),
            });
        }
    }
}

fn limited(wait: Duration, global: bool) -> Refused {
    let mut refused = Refused::new(429, codes::GENERAL, "You are being rate limited.");
    refused.retry_after = Some(wait.as_secs_f64().max(0.001));
    refused.global = global;
    refused
}

/// The headers that come with 429.
pub(super) fn add_wait(headers: &mut HeaderMap, wait: Duration, global: bool) {
    headers.insert(
        "retry-after",
        text(&format!("{:.0}", wait.as_secs_f64().ceil())),
    );
    headers.insert(
        "x-ratelimit-scope",
        HeaderValue::from_static(if global { "global" } else { "user" }),
    );
    if global {
        headers.insert("x-ratelimit-global", HeaderValue::from_static("true"));
    } else {
        headers.insert("x-ratelimit-remaining", HeaderValue::from_static("0"));
        headers
            .entry("x-ratelimit-limit")
            .or_insert(HeaderValue::from_static("5"));
        headers
            .entry("x-ratelimit-bucket")
            .or_insert(HeaderValue::from_static("injected"));
        add_reset(headers, wait);
    }
}

fn add_reset(headers: &mut HeaderMap, wait: Duration) {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    let reset = format!("{:.3}", (now + wait).as_secs_f64());
    headers.insert("x-ratelimit-reset", text(&reset));
    headers.insert(
        "x-ratelimit-reset-after",
        text(&format!("{:.3}", wait.as_secs_f64())),
    );
}

fn text(value: &str) -> HeaderValue {
    HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static(""))
}
