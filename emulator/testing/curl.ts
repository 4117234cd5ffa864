import type { Emulator } from "../app";

export interface CurlAnswer {
  status: number;
  body: unknown;
}

/** Runs a curl command as a document prints it, with its placeholders filled, against the emulator. */
export async function runCurl(
  emulator: Emulator,
  command: string,
  values: Record<string, string>,
): Promise<CurlAnswer> {
  const filled = fillPlaceholders(command, values);
  const method = /-X (GET|POST|DELETE)/.exec(filled)?.[1] ?? "GET";
  const body = /-d '([\s\S]*)' "/.exec(filled)?.[1];
  const contentType = /-H "Content-Type: ([^"]+)"/.exec(filled)?.[1];
  const address = /"(https:\/\/graph\.facebook\.com[^"]*)"/.exec(filled)?.[1];
  if (address === undefined) throw new Error(`No address in: ${filled}`);
  // “Formatted for readability” means that line breaks and spaces are no part of the address.
  const url = address.replace(/\s+/g, "");
  const headers: Record<string, string> = contentType === undefined ? {} : { "content-type": contentType };
  const response = await emulator.fetch(
    new Request(url, { method, headers, body: method === "GET" ? undefined : body }),
  );
  return { status: response.status, body: await response.json() };
}

/** Longest names first, so that CUSTOM-LABEL-ID is not taken for LABEL-ID. */
function fillPlaceholders(text: string, values: Record<string, string>): string {
  const names = Object.keys(values).sort((a, b) => b.length - a.length);
  return names.reduce((filled, name) => filled.replaceAll(name, values[name] ?? ""), text);
}
