const lowRange = 12_500_000_000;
/** Coprime to the range above, so that every index gets a place of its own. */
const scatter = 7_725_425_347;

/**
 * Page-scoped ids of 16 and 17 digits. Those of 17 lie beyond 2^53 and come in pairs that differ by one:
 * read as a JavaScript number, the first of a pair turns into the second, another customer of the same Page.
 */
export function makePsid(pageNumber: number, index: number): string {
  const pair = index >>> 1;
  const low = ((pair * scatter + 4_021_733) % lowRange) * 8 + 3 + (index & 1);
  const digits = pageDigits(pageNumber) + pad(low % 100_000_000_000, 11);
  return (pair & 1) === 0 ? `24${digits}` : `5${digits}`;
}

export function makeLabelId(pageNumber: number, sequence: number): string {
  return `17${pageDigits(pageNumber)}${pad((sequence * 7_725_421 + 444_532_121) % 10_000_000_000, 10)}`;
}

/** `m_…` names Page, customer and place in the conversation, so that no table of message ids is kept. */
export function makeMid(pageNumber: number, customerIndex: number, messageNumber: number): string {
  return `m_${Buffer.from(`${pageNumber}.${customerIndex}.${messageNumber}.labelcast`).toString("base64url")}`;
}

export function readMid(
  mid: string,
): { pageNumber: number; customerIndex: number; messageNumber: number } | null {
  if (!mid.startsWith("m_")) return null;
  const found = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})\.labelcast$/.exec(
    Buffer.from(mid.slice(2), "base64url").toString("latin1"),
  );
  if (!found) return null;
  return { pageNumber: Number(found[1]), customerIndex: Number(found[2]), messageNumber: Number(found[3]) };
}

export function makeThreadId(psid: string): string {
  return `t_10${psid}`;
}

export function readThreadId(threadId: string): string | null {
  return /^t_10(\d+)$/.exec(threadId)?.[1] ?? null;
}

/** Four digits of each Page's own, without looking counted. */
function pageDigits(pageNumber: number): string {
  return pad((pageNumber * 7_919 + 6_301) % 10_000, 4);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
