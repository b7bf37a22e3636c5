-- What moderators changed in the articles. A row is begun before a file is touched and done once
-- the index has taken it up; one that is only begun was cut short.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL, -- Unix seconds
    place TEXT NOT NULL, -- the part of the corpus: '' or 'servers/<id>/'
    server INTEGER, -- in which it was asked for
    who INTEGER,
    kind TEXT NOT NULL,
    done INTEGER NOT NULL,
    undoes INTEGER REFERENCES changes (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX changes_by_place ON changes (place, id);
-- The files of a change; what was in them lies in a file named by its hash.
CREATE TABLE versions (
    change INTEGER NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
    step INTEGER NOT NULL, -- from 0
    path TEXT NOT NULL, -- of the article, within the corpus
    title TEXT NOT NULL,
    before_hash TEXT, -- BLAKE3; none: it was not there
    after_hash TEXT, -- none: it is gone
    PRIMARY KEY (change, step)
) STRICT;
CREATE INDEX versions_by_path ON versions (path, change);
