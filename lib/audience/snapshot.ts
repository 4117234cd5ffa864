import { createHash, type Hash } from "node:crypto";
import type { ClientBase, Pool } from "pg";
import { buildAudience } from "./build";
import { AudienceGapError, type PageAudience } from "./page-audience";
import { decodeAudience, encodeAudience, SnapshotRefusal } from "./snapshot-format";
import { inTransaction } from "./transaction";
import { listWrongCounters } from "./verify";

/** A part is hashed, copied and sent in a few milliseconds. */
const partBytes = 1_048_576;
/** How long every change is kept, whatever snapshots there are: for people who look into what happened. */
const changesKept = "24 hours";

type SnapshotRow = { version: string; anchor: string; checksum: string; bytes: number; parts: number };

/**
 * The Page's audience as it was when the snapshot was taken, or null when there is none; the change log leads on from
 * there. Throws SnapshotRefusal when the snapshot is broken or of another history.
 */
export function loadSnapshot(pool: Pool, pageId: string): Promise<PageAudience | null> {
  return inTransaction(pool, "ISOLATION LEVEL REPEATABLE READ READ ONLY", async (client) => {
    const row = await findRow(client, pageId);
    if (row === null) return null;
    // The same version number can belong to another history, after a database was put back and written on.
    if ((await findAnchor(client, pageId, BigInt(row.version))) !== row.anchor) {
      throw new SnapshotRefusal("its last change is not in the log");
    }
    const bytes = await readParts(client, pageId, row);
    return decodeAudience(bytes, BigInt(row.version));
  });
}

/**
 * Takes a new snapshot, unless there is a sound one less than `versionsMin` behind. All counters are compared with the
 * rows first, so that no error outlives the process that made it. Works on an audience of its own, apart from the one
 * that serves. Then prunes the change log behind the snapshot.
 */
export function saveSnapshot(pool: Pool, pageId: string, versionsMin: bigint): Promise<SnapshotOutcome> {
  // Held to the end, so that of many processes that start at once only one reads the Page a second time.
  return inTransaction(pool, "READ WRITE", async (client) => {
    const { rows } = await client.query<{ isOurs: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('audience-snapshot ' || $1, 0)) AS "isOurs"`,
      [pageId],
    );
    return rows[0]?.isOurs === true ? prepareAndWrite(pool, pageId, versionsMin) : "elsewhere";
  });
}

/** "failed": the rows say otherwise, or its last change has left the log. "elsewhere": another process is at it. */
type SnapshotOutcome = "written" | "standing" | "elsewhere" | "failed";

async function prepareAndWrite(pool: Pool, pageId: string, versionsMin: bigint): Promise<SnapshotOutcome> {
  const before = await loadSnapshot(pool, pageId).catch(toNullIfRefused);
  const standing = before?.version ?? null;
  let audience = before ?? (await buildAudience(pool, pageId));
  let wrong = await listWrongCounters(pool, pageId, audience).catch(toNullIfRefused);
  if (standing !== null && wrong?.length === 0 && audience.version - standing < versionsMin)
    return "standing";
  if (wrong?.length !== 0) {
    audience = await buildAudience(pool, pageId);
    wrong = await listWrongCounters(pool, pageId, audience);
  }
  if (wrong.length > 0) return "failed";
  return (await writeSnapshot(pool, pageId, audience)) ? "written" : "failed";
}

function toNullIfRefused(error: unknown): null {
  if (error instanceof SnapshotRefusal || error instanceof AudienceGapError) return null;
  throw error;
}

function writeSnapshot(pool: Pool, pageId: string, audience: PageAudience): Promise<boolean> {
  return inTransaction(pool, "READ WRITE", async (client) => {
    const anchor = await findAnchor(client, pageId, audience.version);
    if (anchor === null) return false;
    await client.query("DELETE FROM audience_snapshot WHERE page_id = $1", [pageId]);
    await client.query(
      `INSERT INTO audience_snapshot (page_id, version, anchor, checksum, bytes, parts)
       VALUES ($1, $2, $3, '', 0, 0)`,
      [pageId, audience.version.toString(), anchor],
    );
    const written = await writeParts(
      client,
      pageId,
      startChecksum(pageId, audience.version, anchor),
      audience,
    );
    await client.query(
      "UPDATE audience_snapshot SET checksum = $2, bytes = $3, parts = $4 WHERE page_id = $1",
      [pageId, written.checksum, written.bytes, written.parts],
    );
    await pruneChanges(client, pageId, audience.version);
    return true;
  });
}

async function writeParts(
  client: ClientBase,
  pageId: string,
  hash: Hash,
  audience: PageAudience,
): Promise<{ checksum: string; bytes: number; parts: number }> {
  let bytes = 0;
  let parts = 0;
  for (const data of listParts(encodeAudience(audience))) {
    hash.update(data);
    await client.query({
      name: "audience-snapshot-write",
      text: "INSERT INTO audience_snapshot_part (page_id, place, data) VALUES ($1, $2, $3)",
      values: [pageId, parts, data],
    });
    bytes += data.length;
    parts += 1;
  }
  return { checksum: hash.digest("hex"), bytes, parts };
}

/** One at a time, so that nothing is held up by copying it all at once. */
function* listParts(pieces: readonly Buffer[]): Generator<Buffer> {
  let part = Buffer.allocUnsafe(partBytes);
  let filled = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length;) {
      const copied = piece.copy(part, filled, at);
      at += copied;
      filled += copied;
      if (filled < partBytes) continue;
      yield part;
      part = Buffer.allocUnsafe(partBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}

/** The snapshot's own version stays, as its anchor. Whoever still stands before it finds a gap and reads the Page anew. */
async function pruneChanges(client: ClientBase, pageId: string, version: bigint): Promise<void> {
  await client.query(
    "DELETE FROM audience_change WHERE page_id = $1 AND version < $2 AND at < now() - $3::interval",
    [pageId, version.toString(), changesKept],
  );
}

async function findRow(client: ClientBase, pageId: string): Promise<SnapshotRow | null> {
  const { rows } = await client.query<SnapshotRow>(
    "SELECT version, anchor, checksum, bytes, parts FROM audience_snapshot WHERE page_id = $1",
    [pageId],
  );
  return rows[0] ?? null;
}

/** A fingerprint of the change that made a version, or null when the log does not have it any more. */
async function findAnchor(client: ClientBase, pageId: string, version: bigint): Promise<string | null> {
  const { rows } = await client.query<{ anchor: string }>(
    `SELECT md5(concat_ws(' ', kind, extract(epoch FROM at), md5(ordinals::text), md5(label_keys::text),
                          md5(flags::text), md5(window_opened_at::text))) AS anchor
       FROM audience_change WHERE page_id = $1 AND version = $2`,
    [pageId, version.toString()],
  );
  return rows[0]?.anchor ?? null;
}

async function readParts(client: ClientBase, pageId: string, row: SnapshotRow): Promise<Buffer> {
  if (row.bytes > row.parts * partBytes) throw new SnapshotRefusal("its size is wrong");
  const bytes = Buffer.allocUnsafe(row.bytes);
  const hash = startChecksum(pageId, BigInt(row.version), row.anchor);
  let filled = 0;
  for (let place = 0; place < row.parts; place++) {
    const { rows } = await client.query<{ data: Buffer }>({
      name: "audience-snapshot-read",
      text: "SELECT data FROM audience_snapshot_part WHERE page_id = $1 AND place = $2",
      values: [pageId, place],
    });
    if (rows[0] === undefined) throw new SnapshotRefusal("a part is missing");
    hash.update(rows[0].data);
    filled += rows[0].data.copy(bytes, filled);
  }
  if (filled !== row.bytes || hash.digest("hex") !== row.checksum) {
    throw new SnapshotRefusal("its checksum is wrong");
  }
  return bytes;
}

function startChecksum(pageId: string, version: bigint, anchor: string): Hash {
  return createHash("sha256").update(`${pageId} ${version} ${anchor} `);
}
