import type { Predicate, PredicateVerdict } from "./predicate";
import { labelIdLengthMax, listPredicateNodes, parsePredicate, predicateNodesMax } from "./predicate";

/** Longer than any predicate within our limits can be. */
const codeLengthMax = 64_000;
const canonicalId = /^(0|[1-9][0-9]*)$/;
const plainUnit = /^[A-Za-z0-9]$/;

/**
 * A predicate as text for a URL: only A–Z a–z 0–9 and `-._*`, which URLSearchParams writes as they are.
 *
 * First each label id once, in base 36, joined by `-`; then `_`; then the tree in prefix order, joined by `.`:
 * `A3` is AND of three, `O2` OR of two, `N` NOT, and a small letter or digit a place in the table, both in base 36.
 * `3f2k-9ab1_A3.0.O2.1.0.N.1` is a AND (b OR a) AND NOT b. One predicate has exactly one code.
 */
export function encodePredicate(predicate: Predicate): string {
  const known = codes.get(predicate);
  if (known !== undefined) return known;
  const code = writeCode(predicate);
  codes.set(predicate, code);
  return code;
}

/** Of predicates that are in use: the editor asks for the same code a dozen times with each change. */
const codes = new WeakMap<Predicate, string>();

function writeCode(predicate: Predicate): string {
  const places = new Map<string, number>();
  const tokens = listPredicateNodes(predicate).map(({ node }) => {
    switch (node.op) {
      case "LABEL": {
        const place = places.get(node.labelId) ?? places.size;
        places.set(node.labelId, place);
        return place.toString(36);
      }
      case "NOT":
        return "N";
      case "AND":
        return `A${node.operands.length.toString(36)}`;
      case "OR":
        return `O${node.operands.length.toString(36)}`;
    }
  });
  return `${[...places.keys()].map(encodeId).join("-")}_${tokens.join(".")}`;
}

/** Reads a code from anywhere. Refuses all but what `encodePredicate` writes for a valid predicate; never throws. */
export function decodePredicate(code: string): PredicateVerdict {
  const malformed: PredicateVerdict = { ok: false, problems: [{ path: [], code: "malformed" }] };
  const parts = code.length > codeLengthMax ? [] : code.split("_");
  const [table, structure] = parts;
  if (parts.length !== 2 || table === undefined || structure === undefined) return malformed;
  const labelIds = table.split("-").map(decodeId);
  const tree = decodeTree(structure.split("."), labelIds);
  if (tree === null) return malformed;
  const verdict = parsePredicate(tree);
  // Another spelling of the same tree (a spare id, a leading zero) would be a second key for one predicate.
  return verdict.ok && encodePredicate(verdict.predicate) !== code ? malformed : verdict;
}

/** Builds from the last token to the first, so that operands are ready when their operator comes; no recursion. */
function decodeTree(tokens: string[], labelIds: (string | null)[]): Predicate | null {
  // One over the limit is let through, for parsePredicate to call it too many.
  if (tokens.length > predicateNodesMax + 1) return null;
  const ready: Predicate[] = [];
  for (const token of tokens.toReversed()) {
    const node = decodeToken(token, labelIds, ready);
    if (node === null) return null;
    ready.push(node);
  }
  return ready.length === 1 ? (ready[0] ?? null) : null;
}

function decodeToken(token: string, labelIds: (string | null)[], ready: Predicate[]): Predicate | null {
  if (token === "N") {
    const operand = ready.pop();
    return operand === undefined ? null : { op: "NOT", operand };
  }
  const match = /^([AO]?)([0-9a-z]{1,4})$/.exec(token);
  if (match === null) return null;
  const number = Number.parseInt(match[2] ?? "", 36);
  if (match[1] === "") {
    const labelId = labelIds[number] ?? null;
    return labelId === null ? null : { op: "LABEL", labelId };
  }
  if (number > ready.length) return null;
  const operands = number === 0 ? [] : ready.splice(-number).toReversed();
  return { op: match[1] === "A" ? "AND" : "OR", operands };
}

/** Ids that are not plain decimal numbers are spelt out behind `*`, other characters as `.unit.` in base 36. */
function encodeId(labelId: string): string {
  if (canonicalId.test(labelId)) return BigInt(labelId).toString(36);
  const units = labelId.split("");
  return `*${units.map((unit) => (plainUnit.test(unit) ? unit : `.${unit.charCodeAt(0).toString(36)}.`)).join("")}`;
}

function decodeId(text: string): string | null {
  if (/^[0-9a-z]+$/.test(text) && text.length <= labelIdLengthMax) {
    return [...text].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n).toString();
  }
  if (!text.startsWith("*") || !/^\*([A-Za-z0-9]|\.[0-9a-z]{1,4}\.)*$/.test(text)) return null;
  return text.slice(1).replace(/\.([0-9a-z]{1,4})\./g, (_, unit: string) => toUnit(unit));
}

function toUnit(base36: string): string {
  return String.fromCharCode(Number.parseInt(base36, 36));
}
