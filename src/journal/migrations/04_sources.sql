-- What is known of each page of a source, so that it is asked for politely.
CREATE TABLE source_pages (
    source TEXT NOT NULL,
    address TEXT NOT NULL,
    path TEXT NOT NULL, -- of the article, within the corpus
    etag TEXT,
    last_modified TEXT,
    hash TEXT NOT NULL, -- BLAKE3 of what was written
    fetched INTEGER NOT NULL, -- Unix seconds
    PRIMARY KEY (source, address)
) STRICT;
