/**
 * JSON as the platform's documents write it: ids may be unquoted integers of 16 digits and more, which
 * JSON.parse would round to another person's id, and the samples hold comments and trailing commas.
 * Long integers become strings, digit for digit.
 */
export function parseLenientJson(text: string): unknown {
  if (!/\d{16}/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // Fall through: perhaps a document's sample with a comment or a trailing comma.
    }
  }
  return JSON.parse(toStrictJson(text));
}

const tokenPattern =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[\s]+|[^\s"'/\d-]+|[\s\S]/g;

function toStrictJson(text: string): string {
  const tokens: string[] = [];
  for (const [token] of text.matchAll(tokenPattern)) {
    if (token.startsWith("//") || token.startsWith("/*") || token.trim() === "") {
      if (tokens.at(-1) !== " ") tokens.push(" ");
      continue;
    }
    if (/^-?\d{16,}$/.test(token)) tokens.push(`"${token}"`);
    else if (token.startsWith("'") && token.length > 1) tokens.push(fromSingleQuotes(token));
    else if (/^["\d-]/.test(token)) tokens.push(token);
    else for (const character of splitWords(token)) pushDroppingTrailingComma(tokens, character);
  }
  return tokens.join("");
}

/** Curl samples write objects with single quotes: recipient={'id':'…'}. */
function fromSingleQuotes(token: string): string {
  return JSON.stringify(token.slice(1, -1).replaceAll("\\'", "'"));
}

function splitWords(token: string): string[] {
  return token.match(/[a-zA-Z]+|[^a-zA-Z]/g) ?? [];
}

function pushDroppingTrailingComma(tokens: string[], token: string): void {
  if (token === "}" || token === "]") {
    const last = lastWordBefore(tokens, tokens.length);
    const beforeLast = tokens[last] === "," ? tokens[lastWordBefore(tokens, last)] : undefined;
    // A comma with nothing before it is not a trailing one.
    if (beforeLast !== undefined && !["{", "[", ",", ":"].includes(beforeLast)) tokens[last] = " ";
  }
  tokens.push(token);
}

/** Position of the last token before `end` that is not white space; -1 when there is none. */
function lastWordBefore(tokens: string[], end: number): number {
  let at = end - 1;
  while (at >= 0 && tokens[at] === " ") at -= 1;
  return at;
}
