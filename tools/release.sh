#!/usr/bin/env bash
# Makes what is released: target/footnote-VERSION-TARGET.tar.gz and its SHA-256. The program in it
# can use a sentence encoder, which a plain build leaves out to save minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

test -z "$(git status --porcelain)" || { echo "commit first: a release is what is committed"; exit 1; }
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
target=$(rustc -vV | sed -n 's/^host: //p')
name=footnote-$version-$target
built=${CARGO_TARGET_DIR:-target}

cargo build --release --locked --features encoder
rm -rf "${built:?}/$name"
mkdir -p "$built/$name"
git archive HEAD README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT config.example.toml \
    assets/README.md docs corpus | tar -x -C "$built/$name"
cp "$built/release/footnote" "$built/$name/"
tar -C "$built" -czf "$built/$name.tar.gz" --owner=0 --group=0 "$name"
(cd "$built" && sha256sum "$name.tar.gz" | tee "$name.tar.gz.sha256")
