-- What moderators did. Never what members asked.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL, -- Unix seconds
    server INTEGER, -- none: in a direct message, or in the terminal
    who INTEGER, -- none: whoever runs the program; 0: somebody who is no longer named
    what TEXT NOT NULL,
    result TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_server ON audit (server, id);
