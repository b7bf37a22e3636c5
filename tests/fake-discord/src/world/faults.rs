//! Faults that a test asked for: requests that fail although nothing is wrong with them.

/// What a matched request is answered with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failure {
    /// A status such as 500, 502 or 503.
    Status(u16),
    /// 429; the seconds to wait, and whether it is about all routes but those of interactions:
    /// then whatever comes to them earlier is refused.
    RateLimited(f64, bool),
    /// The request is answered, but only after this time.
    Delayed(std::time::Duration),
    /// The connection ends without an answer.
    Dropped,
    /// The request is done, and the connection ends without an answer.
    Lost,
}

#[derive(Debug)]
pub(crate) struct Fault {
    /// `METHOD /part/of/path`, or a part of the path alone.
    pub(crate) route: String,
    pub(crate) failure: Failure,
    pub(crate) times: usize,
}

impl Fault {
    pub(crate) fn matches(&self, method: &str, path: &str) -> bool {
        match self.route.split_once(' ') {
            Some((wanted, part)) => wanted == method && path.contains(part),
            None => path.contains(&self.route),
        }
    }
}
