-- Sources that moderators added; those of the configuration are not here.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- an old button never means a later source
    name TEXT NOT NULL,
    definition TEXT NOT NULL, -- JSON of what the configuration would say
    added INTEGER NOT NULL, -- Unix seconds
    confirmed INTEGER NOT NULL -- 0: shown to a moderator, who has not said yes
) STRICT;
CREATE UNIQUE INDEX sources_by_name ON sources (name) WHERE confirmed;
-- When each source was last refreshed, and what came of it.
CREATE TABLE source_refreshes (
    source TEXT PRIMARY KEY,
    at INTEGER NOT NULL, -- Unix seconds
    outcome TEXT NOT NULL -- one line
) STRICT;
-- What is known of each page of a source, so that it is asked for politely and nothing that
-- somebody else wrote is overwritten.
CREATE TABLE source_pages (
    source TEXT NOT NULL,
    address TEXT NOT NULL,
    path TEXT NOT NULL, -- of the article, within the corpus
    hash TEXT NOT NULL, -- BLAKE3 of what was written, or is about to be
    before TEXT, -- the hash of what lay there, while it is being written
    named TEXT, -- the address that the page gives itself
    etag TEXT,
    last_modified TEXT,
    made_by TEXT NOT NULL, -- what the article was made with; another way makes it anew
    PRIMARY KEY (source, address)
) STRICT, WITHOUT ROWID;
