import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findPostmaster } from "./postmaster";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "labelcast-postmaster-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a mark that a killed server left is not taken for a living one when another program has its number", async () => {
  await writeFile(join(folder, "postmaster.pid"), `${process.pid}\n${folder}\n0\n5432\n\n\n\nready\n`);
  expect(await findPostmaster(folder)).toBeNull();
});

test("a mark that was cut off while it was written is not taken for a server", async () => {
  for (const torn of ["", "\n", "12", "-1\n", "not a number\n"]) {
    await writeFile(join(folder, "postmaster.pid"), torn);
    expect(await findPostmaster(folder)).toBeNull();
  }
});
