import { db } from "../db";
import type { PageId } from "../page-id";
import { readUserNames } from "../team/data";
import { listJobsById } from "./data";
import { steeredKinds } from "./progress";
import type { AllJobs } from "./schema";

const pageLength = 50;

/** Every job of the Page, whatever it does, newest first. @param cursor ISO 8601 and an id, of the job to go on after */
export async function listAllJobs(pageId: PageId, cursor: string | null): Promise<AllJobs> {
  const after = readCursor(cursor);
  const jobs = await db().job.findMany({
    where: {
      pageId,
      ...(after === null
        ? {}
        : { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: pageLength + 1,
    select: {
      ...{ id: true, kind: true, state: true, done: true, total: true, trouble: true },
      ...{ createdById: true, createdAt: true, finishedAt: true },
    },
  });
  const shown = jobs.slice(0, pageLength);
  const steered: readonly string[] = steeredKinds;
  const [nameOf, rows] = await Promise.all([
    readUserNames(shown.map(({ createdById }) => createdById)),
    listJobsById(
      pageId,
      shown.filter(({ kind }) => steered.includes(kind)).map(({ id }) => id),
    ),
  ]);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const last = shown.at(-1);
  return {
    jobs: shown.map(({ id, kind, state, done, total, trouble, createdById, createdAt, finishedAt }) => ({
      ...{ id, state, done, total, trouble },
      kind: kind as AllJobs["jobs"][number]["kind"],
      createdBy: createdById === null ? null : (nameOf.get(createdById) ?? null),
      createdAt: createdAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
      steered: rowOf.get(id) ?? null,
    })),
    nextCursor: jobs.length > pageLength && last ? `${last.createdAt.toISOString()} ${last.id}` : null,
  };
}

function readCursor(text: string | null): { at: Date; id: string } | null {
  const [, at = "", id = ""] = /^(\S+) ([0-9a-f-]{36})$/.exec(text ?? "") ?? [];
  return Number.isNaN(Date.parse(at)) ? null : { at: new Date(at), id };
}
