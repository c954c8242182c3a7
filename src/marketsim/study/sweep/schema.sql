-- The journal of a sweep: what is planned, who does it, and what came out.
CREATE TABLE IF NOT EXISTS about (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL                      -- JSON
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS runs (
    run      TEXT PRIMARY KEY,               -- what determines it; so no run is ever kept twice
    turn     INTEGER NOT NULL,               -- when it is done; one turn is one job
    arm      INTEGER NOT NULL,
    state    TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'leased', 'done', 'failed', 'spared')),
    driver   TEXT,                           -- who leases it; dead when its lock can be taken
    tries    INTEGER NOT NULL DEFAULT 0,
    host     TEXT,
    seconds  REAL,
    outcome  TEXT,                           -- digest of what came out
    part     TEXT,                           -- the file that holds it; none while it is in the inbox
    reason   TEXT,                           -- why it failed, on one line
    details  TEXT                            -- and the traceback
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS runs_by_turn ON runs (state, turn);

CREATE TABLE IF NOT EXISTS places (
    arm       INTEGER NOT NULL,
    world     INTEGER NOT NULL,
    replicate INTEGER NOT NULL,
    spec      TEXT NOT NULL,                 -- digest of what was asked
    run       TEXT NOT NULL,
    PRIMARY KEY (arm, world, replicate)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS inbox (
    run  TEXT PRIMARY KEY,
    data BLOB NOT NULL                       -- the record with its checksum, until it is put into a part
);

CREATE TABLE IF NOT EXISTS parts (
    name   TEXT PRIMARY KEY,
    sum    TEXT NOT NULL,                    -- SHA-256 of the file's bytes
    runs   INTEGER NOT NULL,
    bytes  INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS mixed (
    happened TEXT NOT NULL,                  -- when results of different programs or numbers were let together
    what     TEXT NOT NULL                   -- JSON list of what differed
);
