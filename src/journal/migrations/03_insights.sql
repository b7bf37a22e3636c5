-- To come: counts of questions, feedback, gaps.
CREATE TABLE feedback (
    server INTEGER NOT NULL, -- 0: a direct message
    day INTEGER NOT NULL, -- days since 1970-01-01
    passage TEXT NOT NULL,
    article TEXT NOT NULL,
    helpful INTEGER NOT NULL,
    unhelpful INTEGER NOT NULL,
    PRIMARY KEY (server, day, passage)
) STRICT;
