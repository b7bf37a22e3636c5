//! Command line -> configuration -> one front end -> exit code.

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let settings = footnote::librarian::Settings {
        corpus: "corpus".into(),
        index: "index".into(),
        base_url: None,
        max_file_bytes: 10 << 20,
        min_confidence: 0.5,
    };
    for set in &args[2..] {
        let e =
            footnote::evaluate::evaluate(std::path::Path::new(set), &args[1], &settings, &|_| ())
                .expect("x");
        use std::io::Write;
        let _ = writeln!(
            std::io::stdout(),
            "{}",
            serde_json::to_string(&e).expect("x")
        );
    }
}
