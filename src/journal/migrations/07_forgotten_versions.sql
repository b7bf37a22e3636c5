-- Which versions of a server's own articles were forgotten, because it had too many of them.
ALTER TABLE versions ADD COLUMN before_forgotten INTEGER NOT NULL DEFAULT 0;
ALTER TABLE versions ADD COLUMN after_forgotten INTEGER NOT NULL DEFAULT 0;
-- Whether another part of the corpus has a version as well.
CREATE INDEX versions_by_before ON versions (before_hash);
CREATE INDEX versions_by_after ON versions (after_hash);
