import pg from "pg";

/**
 * Commits rows 1, 2, 3 …, going on after the last that is there, and says `ack NUMBER` only after the commit. First
 * says `found COUNT LAST`. Ends by itself when the database goes away.
 */
const client = new pg.Client({ connectionString: process.argv[2] });
client.on("error", () => process.exit(0));
try {
  await client.connect();
  await client.query("CREATE TABLE IF NOT EXISTS chaos_row (number int PRIMARY KEY, filling text NOT NULL)");
  const { rows } = await client.query<{ count: number; last: number }>(
    "SELECT count(*)::int AS count, coalesce(max(number), 0) AS last FROM chaos_row",
  );
  const { count, last } = rows[0]!;
  console.log(`found ${count} ${last}`);
  for (let number = last + 1; ; number++) {
    await client.query(
      "INSERT INTO chaos_row SELECT given, repeat(md5(given::text), 20) FROM (SELECT $1::int AS given) AS one",
      [number],
    );
    console.log(`ack ${number}`);
  }
} catch (error) {
  // A refusal is a mistake of ours; a lost connection is what chaos is for.
  if (error instanceof pg.DatabaseError && !error.code?.startsWith("57")) throw error;
  process.exit(0);
}
