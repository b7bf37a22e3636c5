-- Days are counted since 1970-01-01; server 0 stands for direct messages.

-- How much was asked.
CREATE TABLE questions (
    server INTEGER NOT NULL,
    day INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    PRIMARY KEY (server, day)
) STRICT, WITHOUT ROWID;

-- How often an article came first in an answer, and each of its topics.
CREATE TABLE found (
    server INTEGER NOT NULL,
    day INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('article', 'topic')),
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (server, day, kind, name)
) STRICT, WITHOUT ROWID;

-- How often a passage was said to help, and not to.
CREATE TABLE feedback (
    server INTEGER NOT NULL,
    day INTEGER NOT NULL,
    passage TEXT NOT NULL,
    article TEXT NOT NULL,
    helpful INTEGER NOT NULL,
    unhelpful INTEGER NOT NULL,
    PRIMARY KEY (server, day, passage)
) STRICT, WITHOUT ROWID;

-- The key of all hashes below. Made here, and never shown.
CREATE TABLE secret (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key BLOB NOT NULL
) STRICT;
INSERT INTO secret (one, key) VALUES (1, randomblob(32));

-- What was asked for and not answered. Until enough different people have asked, a keyed hash
-- of the words is all that stands here.
CREATE TABLE gaps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    server INTEGER NOT NULL,
    key BLOB NOT NULL, -- keyed hash of the server and the stems
    reached INTEGER NOT NULL DEFAULT 0, -- how many different people had asked when words were kept
    words TEXT, -- as they are shown; none until then
    stems TEXT, -- by which similar gaps are found; none until then
    covered_by TEXT, -- the article that answers it, as a moderator said
    checked_at INTEGER, -- Unix seconds of the last check; none: not yet
    holds INTEGER, -- whether the check held
    UNIQUE (server, key)
) STRICT;

CREATE TABLE gap_days (
    gap INTEGER NOT NULL REFERENCES gaps (id) ON DELETE CASCADE,
    day INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (gap, day)
) STRICT, WITHOUT ROWID;

-- Who asked for a gap, as keyed hashes that differ from gap to gap. Gone as soon as enough
-- different people have asked.
CREATE TABLE gap_people (
    gap INTEGER NOT NULL REFERENCES gaps (id) ON DELETE CASCADE,
    person BLOB NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (gap, person)
) STRICT, WITHOUT ROWID;
