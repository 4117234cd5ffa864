import { now } from "../clock";
import { db, pool } from "../db";
import type { BroadcastState } from "../domain/broadcast-state";
import { checkContent } from "../domain/message-check";
import { decideComposition } from "../domain/messaging-policy";
import { toSendContent } from "../domain/send-content";
import type { AudienceNames } from "../domain/message-text";
import type { PlatformProfile } from "../domain/messaging-rules";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { readSendingSettings } from "../sending-settings/data";
import { findApprovalProblem } from "./approval";
import { compileBroadcast, type BroadcastAudience } from "./compile-broadcast";
import type { CompiledAudience } from "./compiled-audience";
import { toContentProblem } from "./content-problem";
import { getBroadcast } from "./data";
import { toRefusalProblem } from "./refusal-problem";
import { listWarnings } from "./review-warnings";
import { findStaleness } from "./staleness";
import type { Blocker, BroadcastReview, BroadcastRow } from "./schema";

/** Everything a person should know before pressing Send: who, how long, what stops it, what to look at. */
export async function reviewBroadcast(
  pageId: PageId,
  id: string,
  userId: string | null = null,
): Promise<BroadcastReview> {
  const broadcast = await getBroadcast(pageId, id);
  const settings = await readSendingSettings(pageId);
  const audience = await compileOrProblem(pageId, broadcast);
  const isAudience = !(audience instanceof Problem);
  const blockers = isAudience
    ? await listBlockers(pageId, broadcast, audience)
    : [{ code: "predicate" as const, problem: audience }];
  const willReceive = isAudience ? audience.willReceive : 0;
  const { everyone = 0, labelsUnknown = 0, matches = 0, steps = [] } = isAudience ? audience : {};
  const waterfall = { everyone, labelsUnknown, matches, steps, willReceive };
  const estimateMs = Math.ceil((willReceive / broadcast.ratePerSecond) * 1_000);
  const above = settings.approvalAbove;
  return {
    broadcast,
    way: isAudience ? audience.decision : { way: "fan-out", why: "not-wanted" },
    waterfall,
    blockers: blockers.map(({ code, problem }) => ({ code, message: toWords(problem) })),
    warnings: isAudience ? listWarnings(broadcast, waterfall, settings, { estimateMs, at: now() }) : [],
    estimateMs,
    approval:
      above === null
        ? null
        : {
            above,
            isNeeded: willReceive > above,
            isGiven:
              broadcast.approved !== null &&
              findApprovalProblem(settings, broadcast.approved, willReceive) === null,
            mayApprove: userId !== null && (await isSomebodyElses(id, userId)),
          },
  };
}

/** @throws Problem for the first thing that blocks the start */
export async function requireNoBlocker(
  pageId: PageId,
  id: string,
  state: BroadcastState,
): Promise<BroadcastAudience> {
  const stored = await getBroadcast(pageId, id);
  // What was scheduled as one message to each customer stays that: the Broadcast API would reach others too.
  const broadcast = state === "scheduled" ? { ...stored, wantsBroadcastApi: false } : stored;
  if (broadcast.state !== state) throw new Problem("broadcast-not-draft");
  const audience = await compileOrProblem(pageId, broadcast);
  if (audience instanceof Problem) throw audience;
  const [blocker] = await listBlockers(pageId, broadcast, audience);
  if (blocker) throw blocker.problem;
  return audience;
}

async function compileOrProblem(
  pageId: PageId,
  broadcast: BroadcastRow,
): Promise<BroadcastAudience | Problem> {
  try {
    return await compileBroadcast(pageId, broadcast);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

interface Block {
  code: Blocker;
  problem: Problem;
}

async function listBlockers(
  pageId: PageId,
  broadcast: BroadcastRow,
  audience: BroadcastAudience,
): Promise<Block[]> {
  const { content, tag } = broadcast;
  const [names, page, staleness, settings] = await Promise.all([
    readAudienceNames(pageId, audience),
    db().page.findUniqueOrThrow({ where: { id: pageId }, select: { importedAt: true, profile: true } }),
    findStaleness(pageId),
    readSendingSettings(pageId),
  ]);
  const blocks: Block[] = [];
  const block = (code: Blocker, problem: Problem) => blocks.push({ code, problem });
  if (page.importedAt === null) block("import-running", new Problem("broadcast-import-running"));
  if (staleness !== null) block("cache-stale", staleness);
  for (const trouble of checkContent(content, names)) block("message", toContentProblem(trouble));
  const refusal = decideComposition({
    ...toComposition(broadcast, page.profile),
    way: audience.decision.way,
    humanAgentApproved: settings.humanAgentApproved,
  });
  if (refusal !== null) block("policy", toRefusalProblem(refusal));
  if (tag !== null && broadcast.tagConfirmed === null)
    block("tag-unconfirmed", new Problem("broadcast-tag-unconfirmed"));
  if (audience.willReceive === 0) block("nobody", new Problem("broadcast-nobody"));
  // A scheduled one comes here at its time, which then lies in the past; see start-scheduled.ts.
  if (
    broadcast.state === "draft" &&
    broadcast.scheduledAt !== null &&
    new Date(broadcast.scheduledAt) <= now()
  )
    block("schedule", new Problem("broadcast-time-past", { field: "scheduledAt" }));
  if (isTooLate(broadcast)) block("schedule", new Problem("broadcast-too-late", { field: "tooLateAt" }));
  const approval = findApprovalProblem(settings, broadcast.approved, audience.willReceive);
  if (approval !== null) block("approval", approval);
  return blocks;
}

function toComposition({ content, tag, tagConfirmed }: BroadcastRow, profile: PlatformProfile) {
  return {
    profile,
    ...({ platform: "messenger", author: "automation" } as const),
    tag,
    content: toSendContent(content, tagConfirmed !== null),
    at: now(),
  };
}

function isTooLate({ tooLateAt, scheduledAt }: BroadcastRow): boolean {
  if (tooLateAt === null) return false;
  return Date.parse(tooLateAt) <= Math.max(now().getTime(), Date.parse(scheduledAt ?? "1970-01-01"));
}

/** The first names of those who would receive it: enough to know whether the message fits everybody. */
async function readAudienceNames(pageId: PageId, audience: CompiledAudience): Promise<AudienceNames> {
  const { rows } = await pool().query<AudienceNames>(
    `SELECT coalesce(max(char_length(trim(first_name))), 0) AS "firstNameLengthMax",
            coalesce(bool_or(coalesce(trim(first_name), '') = ''), false) AS "someWithoutFirstName"
       FROM customer WHERE page_id = $1 AND ordinal = ANY($2::int[])`,
    [pageId, Array.from(audience.listReceivers())],
  );
  return rows[0] ?? { firstNameLengthMax: 0, someWithoutFirstName: false };
}

async function isSomebodyElses(id: string, userId: string): Promise<boolean> {
  const own = await db().broadcast.count({
    where: { id, OR: [{ createdById: userId }, { editedById: userId }] },
  });
  return own === 0;
}
