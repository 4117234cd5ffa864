import type { Random } from "./random";

/** What a body is about: ids that exist here, so that some of what is made up is understood. */
export interface FuzzSubject {
  pageId: string;
  psids: readonly string[];
  labelIds: readonly string[];
}

const words = ["", "add", "remove", "__proto__", "constructor", "\u0000", "‮", "<script>", "a".repeat(5_000)];

/** Bytes that a POST could have: nothing, noise, JSON of any shape, and webhooks with something put wrong. */
export function makeFuzzBody(random: Random, subject: FuzzSubject): Buffer {
  const kind = random.between(0, 9);
  if (kind === 0)
    return Buffer.from(Array.from({ length: random.between(0, 300) }, () => random.between(0, 255)));
  if (kind === 1) return Buffer.from(JSON.stringify(makeValue(random, 4)));
  const text = JSON.stringify(makeWebhook(random, subject));
  if (kind === 2) return Buffer.from(text.slice(0, random.between(0, text.length)));
  if (kind === 3) return Buffer.from(text.replaceAll('"', random.pick(['"', "'", ""])));
  return Buffer.from(text);
}

function makeWebhook(random: Random, subject: FuzzSubject): unknown {
  const entries = Array.from({ length: random.between(0, 3) }, () =>
    spoil(random, makeEntry(random, subject)),
  );
  return spoil(random, { object: random.pick(["page", "page", "page", "user"]), entry: entries });
}

function makeEntry(random: Random, subject: FuzzSubject): Record<string, unknown> {
  const list = (make: () => Record<string, unknown>) =>
    Array.from({ length: random.between(0, 4) }, () => spoil(random, make()));
  return {
    id: random.pick([subject.pageId, subject.pageId, "1", Number(subject.pageId)]),
    time: random.pick([0, 1_700_000_000, 1_700_000_000_000, 1e300, -5]),
    changes: list(() => makeLabelChange(random, subject)),
    messaging: list(() => makeMessage(random, subject)),
  };
}

function makeLabelChange(random: Random, { psids, labelIds }: FuzzSubject): Record<string, unknown> {
  return {
    field: random.pick(["inbox_labels", "inbox_labels", "feed"]),
    value: {
      user: spoil(random, { id: random.pick(psids) }),
      action: random.pick(words),
      label: spoil(random, { id: random.pick([...labelIds, "77"]), page_label_name: random.pick(words) }),
    },
  };
}

function makeMessage(random: Random, { pageId, psids }: FuzzSubject): Record<string, unknown> {
  const mids = [random.pick(words)];
  const what = random.pick([
    { message: { mid: random.pick(words), text: random.pick(words) } },
    { message: { mid: random.pick(words), is_echo: true, metadata: random.pick(words) } },
    { delivery: { mids, watermark: random.pick([0, 1_700_000_000_000, 9e15]) } },
    { read: { watermark: random.pick([-1, 1_700_000_000_000]) } },
    { reaction: { action: random.pick(["react", "unreact"]) } },
  ]);
  return {
    sender: { id: random.pick(psids) },
    recipient: { id: pageId },
    timestamp: random.pick([1_700_000_000_000, 1_700_000_000, 1.5, 8.64e15]),
    ...what,
  };
}

/** One field in a few becomes something else, or goes. */
function spoil(random: Random, value: Record<string, unknown>): Record<string, unknown> {
  if (random.next() > 0.15) return value;
  const key = random.pick(Object.keys(value));
  const { [key]: _, ...rest } = value;
  return random.next() < 0.3 ? rest : { ...rest, [key]: makeValue(random, 3) };
}

function makeValue(random: Random, depth: number): unknown {
  const kind = random.between(0, depth > 0 ? 7 : 5);
  if (kind === 0) return null;
  if (kind === 1) return random.next() < 0.5;
  if (kind === 2) return random.pick([0, -1, 1.5, 1e308, 9_007_199_254_740_993]);
  if (kind <= 5) return random.pick(words);
  const inside = () => makeValue(random, depth - 1);
  if (kind === 6) return Array.from({ length: random.between(0, 4) }, inside);
  return Object.fromEntries(
    Array.from({ length: random.between(0, 4) }, () => [random.pick(words), inside()]),
  );
}
