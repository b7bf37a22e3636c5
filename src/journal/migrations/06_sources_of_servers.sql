-- A source belongs to all servers, or to one; names are unique among those of the same server.
ALTER TABLE sources ADD COLUMN server INTEGER NOT NULL DEFAULT 0; -- 0: shared by all
DROP INDEX sources_by_name;
CREATE UNIQUE INDEX sources_by_name ON sources (server, name) WHERE confirmed;
ALTER TABLE source_refreshes RENAME TO old_refreshes;
CREATE TABLE source_refreshes (
    server INTEGER NOT NULL,
    source TEXT NOT NULL,
    at INTEGER NOT NULL, -- Unix seconds
    outcome TEXT NOT NULL, -- JSON; of older versions, one line
    PRIMARY KEY (server, source)
) STRICT, WITHOUT ROWID;
INSERT INTO source_refreshes SELECT 0, source, at, outcome FROM old_refreshes;
DROP TABLE old_refreshes;
ALTER TABLE source_pages RENAME TO old_pages;
CREATE TABLE source_pages (
    server INTEGER NOT NULL,
    source TEXT NOT NULL,
    address TEXT NOT NULL,
    path TEXT NOT NULL, -- of the article, within the corpus
    hash TEXT NOT NULL, -- BLAKE3 of what was written, or is about to be
    before TEXT, -- the hash of what lay there, while it is being written
    named TEXT, -- the address that the page gives itself
    etag TEXT,
    last_modified TEXT,
    made_by TEXT NOT NULL, -- what the article was made with; another way makes it anew
    PRIMARY KEY (server, source, address)
) STRICT, WITHOUT ROWID;
INSERT INTO source_pages
SELECT 0, source, address, path, hash, before, named, etag, last_modified, made_by FROM old_pages;
DROP TABLE old_pages;
