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
import type { SendingSettings } from "../sending-settings/schema";
import { findApprovalProblem } from "./approval";
import { compileAtItsTime, type AudienceAtItsTime } from "./at-its-time";
import type { BroadcastAudience } from "./compile-broadcast";
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
  const measured = await compileOrProblem(pageId, broadcast);
  if (measured instanceof Problem) {
    const blockers = [{ code: "predicate" as const, message: toWords(measured) }];
    return { ...nothingCounted, broadcast, blockers };
  }
  const { audience, peopleNow, peopleToAgreeTo: people } = measured;
  const { everyone, labelsUnknown, matches, steps, willReceive, decision } = audience;
  const waterfall = { everyone, labelsUnknown, matches, steps, willReceive };
  const blockers = await listBlockers(pageId, broadcast, measured);
  const estimateMs = Math.ceil((willReceive / broadcast.ratePerSecond) * 1_000);
  const mayApprove = userId !== null && (await isSomebodyElses(id, userId));
  return {
    ...{ broadcast, way: decision, waterfall, peopleNow, estimateMs },
    blockers: blockers.map(({ code, problem }) => ({ code, message: toWords(problem) })),
    warnings: listWarnings(broadcast, { ...waterfall, peopleNow, way: decision.way }, settings, {
      ...{ estimateMs, at: now() },
    }),
    approval: toApproval(settings, broadcast, { people, mayApprove }),
  };
}

/** Of an audience that cannot be said. */
const nothingCounted = {
  way: { way: "fan-out", why: "not-wanted" },
  waterfall: { everyone: 0, labelsUnknown: 0, matches: 0, steps: [], willReceive: 0 },
  ...{ peopleNow: null, warnings: [], estimateMs: 0, approval: null },
} satisfies Partial<BroadcastReview>;

function toApproval(
  settings: SendingSettings,
  { approved }: BroadcastRow,
  { people, mayApprove }: { people: number; mayApprove: boolean },
): BroadcastReview["approval"] {
  const { approvalAbove: above } = settings;
  if (above === null) return null;
  const isGiven = approved !== null && findApprovalProblem(settings, approved, people) === null;
  return { above, people, isNeeded: people > above, isGiven, mayApprove };
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
  const measured = await compileOrProblem(pageId, broadcast);
  if (measured instanceof Problem) throw measured;
  const [blocker] = await listBlockers(pageId, broadcast, measured);
  if (blocker) throw blocker.problem;
  return measured.audience;
}

async function compileOrProblem(
  pageId: PageId,
  broadcast: BroadcastRow,
): Promise<AudienceAtItsTime | Problem> {
  try {
    return await compileAtItsTime(pageId, broadcast);
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
  { audience, peopleToAgreeTo }: AudienceAtItsTime,
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
  // Of one for later: whoever writes before it gets it. Nobody today either is nobody whom anything speaks for.
  if (peopleToAgreeTo === 0) block("nobody", new Problem("broadcast-nobody"));
  // A scheduled one comes here at its time, which then lies in the past; see start-scheduled.ts.
  if (
    broadcast.state === "draft" &&
    broadcast.scheduledAt !== null &&
    new Date(broadcast.scheduledAt) <= now()
  )
    block("schedule", new Problem("broadcast-time-past", { field: "scheduledAt" }));
  if (isTooLate(broadcast)) block("schedule", new Problem("broadcast-too-late", { field: "tooLateAt" }));
  const approval = findApprovalProblem(settings, broadcast.approved, peopleToAgreeTo);
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
