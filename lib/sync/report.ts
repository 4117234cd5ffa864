import { db, pool } from "../db";
import { readWebhookBody } from "../webhooks/body";
import type { PageId } from "../page-id";
import type { ComparisonCursor } from "./comparison-progress";
import type {
  ComparisonReading,
  DriftKind,
  DriftRow,
  NightlyComparison,
  SyncReport,
  WebhookRow,
} from "./schema";

/** Differences beyond these are counted, not listed. */
const driftShownMax = 200;
const webhooksShownMax = 50;

/** The newest comparison with its differences, and the newest webhooks with how they were applied. */
export async function getSyncReport(pageId: PageId): Promise<SyncReport> {
  const [page, comparison, webhooks, lag] = await Promise.all([
    db().page.findUniqueOrThrow({ where: { id: pageId }, select: { nightlyComparison: true } }),
    findComparison(pageId),
    listWebhooks(pageId),
    measureLag(pageId),
  ]);
  return {
    comparison,
    drift: comparison === null ? [] : await listDrift(pageId, comparison.id),
    nightly: page.nightlyComparison as NightlyComparison,
    webhooks,
    lag,
  };
}

async function findComparison(pageId: PageId): Promise<ComparisonReading | null> {
  const job = await db().job.findFirst({
    where: { pageId, kind: "compare" },
    orderBy: { createdAt: "desc" },
  });
  if (!job) return null;
  const [differences, unrepaired] = await Promise.all([
    db().drift.count({ where: { jobId: job.id } }),
    db().drift.count({ where: { jobId: job.id, repairedAt: null } }),
  ]);
  const { mode, phase } = job.cursor as unknown as ComparisonCursor;
  const isOver = job.finishedAt !== null;
  return {
    id: job.id,
    state: job.state,
    phase: isOver ? "done" : phase,
    mode,
    done: job.done,
    total: job.total,
    trouble: job.trouble,
    startedAt: job.startedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
    secondsLeft: isOver ? null : estimateSeconds(job),
    differences,
    unrepaired,
  };
}

/** At the pace since it started, which the two phases before the people share: a little too long at first. */
function estimateSeconds(job: { startedAt: Date | null; done: number; total: number | null }): number | null {
  if (job.startedAt === null || job.total === null || job.done === 0) return null;
  const seconds = (Date.now() - job.startedAt.getTime()) / 1000;
  return Math.ceil((seconds / job.done) * Math.max(0, job.total - job.done));
}

async function listDrift(pageId: PageId, jobId: string): Promise<DriftRow[]> {
  const rows = await db().drift.findMany({
    where: { pageId, jobId },
    orderBy: [{ repairedAt: { sort: "asc", nulls: "first" } }, { id: "asc" }],
    take: driftShownMax,
  });
  const names = await db().label.findMany({
    where: { pageId, labelId: { in: rows.flatMap(({ labelId }) => labelId ?? []) } },
    select: { labelId: true, name: true },
  });
  const nameOf = new Map(names.map(({ labelId, name }) => [labelId, name]));
  return rows.map((row) => ({
    id: row.id.toString(),
    kind: row.kind as DriftKind,
    labelId: row.labelId,
    labelName: row.labelName ?? nameOf.get(row.labelId ?? "") ?? null,
    psid: row.psid,
    customerName: row.customerName,
    ours: row.ours,
    theirs: row.theirs,
    repairedAt: row.repairedAt?.toISOString() ?? null,
  }));
}

async function listWebhooks(pageId: PageId): Promise<WebhookRow[]> {
  const rows = await db().webhookDelivery.findMany({
    where: { pageId },
    orderBy: { id: "desc" },
    take: webhooksShownMax,
  });
  return rows.map(({ id, receivedAt, processedAt, trouble, body }) => ({
    id: id.toString(),
    receivedAt: receivedAt.toISOString(),
    lagMs: processedAt === null ? null : Math.max(0, processedAt.getTime() - receivedAt.getTime()),
    trouble,
    bytes: body.byteLength,
    fields: countFields(body, pageId),
  }));
}

function countFields(body: Uint8Array, pageId: PageId): Record<string, number> {
  const fields: Record<string, number> = {};
  const count = (field: string, times: number) => {
    if (times > 0) fields[field] = (fields[field] ?? 0) + times;
  };
  for (const entry of readWebhookBody(body) ?? []) {
    if (entry?.id !== pageId) continue;
    count("inbox_labels", entry.changes.length);
    count("messaging", entry.messaging.length);
  }
  return fields;
}

async function measureLag(pageId: PageId): Promise<SyncReport["lag"]> {
  const { rows } = await pool().query<{ p50: number | null; p95: number | null }>(
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY lag) AS p50,
            percentile_cont(0.95) WITHIN GROUP (ORDER BY lag) AS p95
       FROM (SELECT extract(epoch FROM processed_at - received_at) * 1000 AS lag FROM webhook_delivery
              WHERE page_id = $1 AND processed_at IS NOT NULL AND received_at > now() - interval '1 day'
              ORDER BY id DESC LIMIT 10000) AS recent`,
    [pageId],
  );
  const { p50 = null, p95 = null } = rows[0] ?? {};
  return p50 === null || p95 === null ? null : { p50: Math.round(p50), p95: Math.round(p95) };
}
