/** Whole numbers packed tightly; ordinals and label keys fit 32 bits. */
export type Numbers = Int32Array<ArrayBuffer>;

/** One row of the change log: what one statement of one transaction did to a Page's audience. */
export type AudienceChange =
  | { kind: "assign" | "remove"; labelKeys: Numbers; ordinals: Numbers }
  | { kind: "customer"; ordinals: Numbers; flags: Numbers; windowsOpenedAt: Numbers }
  | { kind: "customer-gone"; ordinals: Numbers }
  | { kind: "label"; labelKeys: Numbers; labelIds: string[] }
  | { kind: "label-gone"; labelKeys: Numbers };

/** Bits of a customer's flags, as the database packs them (`audience_flags`). */
export const customerFlag = { labelsKnown: 1, blocked: 2, optedOut: 4 } as const;

const [comma, minus, zero, nine] = [44, 45, 48, 57] as const;

/**
 * An `int[]` as PostgreSQL writes it, `{1,-2,3}`. The driver's own parser takes ten times as long, which a bulk change
 * of a whole Page would hold the process up for.
 */
export function parseNumbers(text: string | null): Numbers {
  if (text === null || text.length <= 2) return new Int32Array(0);
  let count = 1;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) === comma) count += 1;
  const numbers = new Int32Array(count);
  let filled = 0;
  let number = 0;
  let sign = 1;
  for (let at = 1; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character >= zero && character <= nine) number = number * 10 + character - zero;
    else if (character === minus) sign = -1;
    else {
      numbers[filled++] = sign * number;
      number = 0;
      sign = 1;
    }
  }
  return numbers;
}
