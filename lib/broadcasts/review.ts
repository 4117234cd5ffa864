import { countAudience, listReceivers } from "../audience/engine";
import { now } from "../clock";
import { db, pool } from "../db";
import { checkMessageText, messageLengthMax, type MessageTextProblem } from "../domain/message-text";
import type { Predicate } from "../domain/predicate";
import { getTranslator } from "../messages/translator";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { readPredicate } from "../segments/predicate-input";
import { getBroadcast } from "./data";
import type { AudienceNamesAnswer, Blocker, BroadcastReview, BroadcastRow, Warning } from "./schema";

/** Above this Meta's own inbox stops showing the Page's messages (Messenger rate limits, 23 Mar 2026). */
const inboxRateMax = 40;
const nearlyEveryoneShare = 0.9;

/** Everything a person should know before pressing Send: who, how long, what stops it, what to look at. */
export async function reviewBroadcast(pageId: PageId, id: string): Promise<BroadcastReview> {
  const broadcast = await getBroadcast(pageId, id);
  const predicate = await readPredicate(pageId, broadcast.predicate).catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
  if (predicate instanceof Problem) return reviewWithoutAudience(broadcast, toWords(predicate));
  const at = now();
  const [{ waterfall, ...counts }, names, isImported] = await Promise.all([
    countAudience(pageId, predicate, at),
    readAudienceNames(pageId, predicate, at),
    isImportDone(pageId),
  ]);
  const blockers: BroadcastReview["blockers"] = [];
  const block = (code: Blocker, problem: Problem) => blockers.push({ code, message: toWords(problem) });
  if (!isImported) block("import-running", new Problem("broadcast-import-running"));
  if (waterfall.willReceive === 0) block("nobody", new Problem("broadcast-nobody"));
  for (const trouble of checkMessageText(broadcast.text, names)) block("text", toTextProblem(trouble));
  return {
    broadcast,
    waterfall,
    everyone: counts.everyone,
    labelsUnknown: counts.labelsUnknown,
    blockers,
    warnings: listWarnings(broadcast, counts, waterfall.matches),
    estimateMs: Math.ceil((waterfall.willReceive / broadcast.ratePerSecond) * 1000),
  };
}

/** @throws Problem for the first thing that blocks the start */
export async function requireNoBlocker(pageId: PageId, id: string): Promise<{ predicate: Predicate }> {
  const broadcast = await getBroadcast(pageId, id);
  if (broadcast.state !== "draft") throw new Problem("broadcast-not-draft");
  const predicate = await readPredicate(pageId, broadcast.predicate);
  if (!(await isImportDone(pageId))) throw new Problem("broadcast-import-running");
  const [trouble] = checkMessageText(broadcast.text, await readAudienceNames(pageId, predicate, now()));
  if (trouble) throw toTextProblem(trouble);
  return { predicate };
}

function reviewWithoutAudience(broadcast: BroadcastRow, message: string): BroadcastReview {
  return {
    broadcast,
    waterfall: { matches: 0, blocked: 0, optedOut: 0, windowClosed: 0, willReceive: 0 },
    everyone: 0,
    labelsUnknown: 0,
    blockers: [{ code: "predicate", message }],
    warnings: [],
    estimateMs: 0,
  };
}

function listWarnings(
  broadcast: BroadcastRow,
  counts: { everyone: number; labelsUnknown: number },
  matches: number,
): BroadcastReview["warnings"] {
  const translate = getTranslator("broadcastWarnings");
  const warnings: BroadcastReview["warnings"] = [];
  const warn = (code: Warning, values: Record<string, number>) =>
    warnings.push({ code, message: translate(code, values as never) });
  if (counts.labelsUnknown > 0) warn("labels-unknown", { count: counts.labelsUnknown });
  if (broadcast.ratePerSecond > inboxRateMax)
    warn("fast-rate", { rate: broadcast.ratePerSecond, max: inboxRateMax });
  if (counts.everyone > 0 && matches / counts.everyone >= nearlyEveryoneShare) {
    warn("nearly-everyone", { matches, everyone: counts.everyone });
  }
  return warnings;
}

/** The first names of those who would receive it: enough to know whether the text fits everybody. */
async function readAudienceNames(
  pageId: PageId,
  predicate: Predicate,
  at: Date,
): Promise<AudienceNamesAnswer> {
  const ordinals = await listReceivers(pageId, predicate, at);
  const { rows } = await pool().query<AudienceNamesAnswer>(
    `SELECT coalesce(max(char_length(trim(first_name))), 0) AS "firstNameLengthMax",
            coalesce(bool_or(coalesce(trim(first_name), '') = ''), false) AS "someWithoutFirstName"
       FROM customer WHERE page_id = $1 AND ordinal = ANY($2::int[])`,
    [pageId, Array.from(ordinals)],
  );
  return rows[0] ?? { firstNameLengthMax: 0, someWithoutFirstName: false };
}

async function isImportDone(pageId: PageId): Promise<boolean> {
  const page = await db().page.findUnique({ where: { id: pageId }, select: { importedAt: true } });
  return page?.importedAt !== null;
}

function toTextProblem(trouble: MessageTextProblem): Problem {
  switch (trouble.code) {
    case "empty":
      return new Problem("broadcast-text-empty", { field: "text" });
    case "too-long":
      return new Problem("broadcast-text-too-long", {
        field: "text",
        values: { length: trouble.length, max: messageLengthMax + 1 },
      });
    case "unknown-placeholder":
      return new Problem("broadcast-text-placeholder", { field: "text", values: { name: trouble.name } });
    case "fallback-missing":
      return new Problem("broadcast-text-fallback", { field: "text" });
  }
}
