/**
 * `{first_name}` and `{first_name|there}` in a message's text. The Send API takes less than 2,000 characters
 * (Send API reference: "text … must be UTF-8, less than 2000 characters"); we count code points, after substitution.
 */
export const messageLengthMax = 1_999;

export type MessageTextProblem =
  | { code: "empty" }
  | { code: "too-long"; length: number; lengthMax: number }
  | { code: "unknown-placeholder"; name: string; offset: number }
  | { code: "fallback-missing"; offset: number };

/** What the audience's names can do to a text: the longest first name in code points, and whether some have none. */
export type AudienceNames = { firstNameLengthMax: number; someWithoutFirstName: boolean };

export type FilledText =
  { ok: true; text: string; length: number } | { ok: false; problem: MessageTextProblem };

type TextPiece =
  | { kind: "text"; text: string }
  | { kind: "placeholder"; name: string; fallback: string | null; offset: number };

/** One customer's text. A customer without a first name needs the fallback; without one nothing may be sent. */
export function fillMessageText(
  template: string,
  customer: { firstName: string | null },
  lengthMax = messageLengthMax,
): FilledText {
  const firstName = customer.firstName?.trim() ?? "";
  let text = "";
  for (const piece of listPieces(template)) {
    if (piece.kind === "text") {
      text += piece.text;
      continue;
    }
    const { name, offset } = piece;
    if (name !== "first_name") return { ok: false, problem: { code: "unknown-placeholder", name, offset } };
    const word = firstName === "" ? piece.fallback : firstName;
    if (word === null) return { ok: false, problem: { code: "fallback-missing", offset } };
    text += word;
  }
  const length = countCodePoints(text);
  if (text.trim() === "") return { ok: false, problem: { code: "empty" } };
  if (length > lengthMax) return { ok: false, problem: { code: "too-long", length, lengthMax } };
  return { ok: true, text, length };
}

/** Everything that would keep this text from some customer of the audience. `offset` is a UTF-16 index into it. */
export function checkMessageText(
  template: string,
  names: AudienceNames,
  lengthMax = messageLengthMax,
): MessageTextProblem[] {
  const problems: MessageTextProblem[] = [];
  if (template.trim() === "") problems.push({ code: "empty" });
  for (const piece of listPieces(template)) {
    if (piece.kind === "text") continue;
    const { name, offset, fallback } = piece;
    if (name !== "first_name") problems.push({ code: "unknown-placeholder", name, offset });
    else if (fallback === null && names.someWithoutFirstName)
      problems.push({ code: "fallback-missing", offset });
  }
  const length = measureMessageText(template, names);
  if (length > lengthMax) problems.push({ code: "too-long", length, lengthMax });
  return problems;
}

/** The longest this text gets for any customer of the audience, in code points. */
export function measureMessageText(template: string, names: AudienceNames): number {
  const pieces = listPieces(template);
  const measure = (word: (fallback: string | null) => number) =>
    pieces.reduce(
      (sum, piece) => sum + (piece.kind === "text" ? countCodePoints(piece.text) : word(piece.fallback)),
      0,
    );
  const named = measure(() => names.firstNameLengthMax);
  const unnamed = names.someWithoutFirstName ? measure((fallback) => countCodePoints(fallback ?? "")) : 0;
  return Math.max(named, unnamed);
}

export function countCodePoints(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** A brace that opens no placeholder is ordinary text: people write `:-{` and JSON too. */
function listPieces(template: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of template.matchAll(/\{([A-Za-z][A-Za-z0-9_]*)(?:\|([^{}]*))?\}/g)) {
    pieces.push({ kind: "text", text: template.slice(end, match.index) });
    const fallback = match[2]?.trim() ?? "";
    pieces.push({
      kind: "placeholder",
      name: match[1] ?? "",
      fallback: fallback === "" ? null : fallback,
      offset: match.index,
    });
    end = match.index + match[0].length;
  }
  return [...pieces, { kind: "text", text: template.slice(end) }];
}
