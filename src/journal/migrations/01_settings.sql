-- What each server has set, as JSON of the settings that differ from the defaults.
CREATE TABLE settings (
    server INTEGER PRIMARY KEY,
    settings TEXT NOT NULL,
    changed INTEGER NOT NULL -- Unix seconds
) STRICT;
