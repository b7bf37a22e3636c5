-- What each server has set, as JSON; what is left out is as the configuration says.
CREATE TABLE settings (
    server INTEGER PRIMARY KEY, -- Discord's id, as a signed number
    settings TEXT NOT NULL,
    changed INTEGER NOT NULL -- Unix seconds
) STRICT;
