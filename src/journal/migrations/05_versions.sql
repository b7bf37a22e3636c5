-- What each article was before a moderator changed it; the text lies in a file named by its hash.
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL, -- Unix seconds
    server INTEGER,
    who INTEGER,
    what TEXT NOT NULL,
    path TEXT NOT NULL, -- of the article, within the corpus
    before_hash TEXT, -- none: it was not there
    after_hash TEXT, -- none: it is gone
    undoes INTEGER REFERENCES versions (id)
) STRICT;
CREATE INDEX versions_by_path ON versions (path, id);
