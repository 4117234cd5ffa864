import { stat } from "node:fs/promises";
import { join } from "node:path";
import { loadContender, type Contender, type ContenderSetting } from "./contender";
import { toSetQuery } from "./set-queries";

/** What we use of `@duckdb/node-api`. */
interface DuckDb {
  DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection>; closeSync(): void }> };
}
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getColumns(): unknown[][] }>;
  createAppender(
    table: string,
  ): Promise<{ appendInteger(value: number): void; endRow(): void; closeSync(): void }>;
  closeSync(): void;
}

/** A column store in our process, on a file, rows in the order of labels, which favours it. */
export async function openDuckDb({ folder, members, customers }: ContenderSetting): Promise<Contender> {
  const { DuckDBInstance } = await loadContender<DuckDb>("@duckdb/node-api");
  const path = join(folder, `bench-${customers}.duckdb`);
  const startedAtMs = performance.now();
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run("CREATE TABLE assignment (label_key INTEGER, ordinal INTEGER)");
  await connection.run(`CREATE TABLE customer AS SELECT range::INTEGER AS ordinal FROM range(${customers})`);
  const appender = await connection.createAppender("assignment");
  for (const [index, ordinals] of members.entries()) {
    for (const ordinal of ordinals) {
      appender.appendInteger(index + 1);
      appender.appendInteger(ordinal);
      appender.endRow();
    }
  }
  appender.closeSync();
  await connection.run("CHECKPOINT");
  const builtMs = performance.now() - startedAtMs;
  const ordinal = members[9]![0]!;
  return {
    name: "DuckDB set operations",
    kind: "other",
    builtMs,
    bytes: (await stat(path)).size,
    count: async (predicate) => {
      const answer = await connection.runAndReadAll(`SELECT count(*) FROM (${toSetQuery(predicate)})`);
      return Number(answer.getColumns()[0]![0]);
    },
    list: async (predicate, limit) => {
      const few = limit === null ? "" : ` LIMIT ${limit}`;
      const answer = await connection.runAndReadAll(`SELECT ordinal FROM (${toSetQuery(predicate)})${few}`);
      return answer.getColumns()[0]?.length ?? 0;
    },
    change: async () => {
      await connection.run(`DELETE FROM assignment WHERE label_key = 10 AND ordinal = ${ordinal}`);
      await connection.run(`INSERT INTO assignment VALUES (10, ${ordinal})`);
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
