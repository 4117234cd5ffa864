import { parseLenientJson } from "../lenient-json";
import { isRecord } from "./call";

/** What `{result=first:$.data.0.id}` in a later item stands for: a value of an earlier, named item's answer. */
export function fillReferences(text: string, results: ReadonlyMap<string, string>): string {
  if (!text.includes("{result=")) return text;
  return text.replaceAll(/\{result=([\w-]+):\$\.?([^}]*)\}/g, (whole: string, name: string, path: string) => {
    const body = results.get(name);
    if (body === undefined) return whole;
    const found = readPath(
      parseLenientJson(body),
      path.split(/[.[\]]+/).filter((part) => part !== ""),
    );
    return found.map(String).join(",");
  });
}

/** Names of items this text refers to. */
export function referencedNames(text: string): string[] {
  return [...text.matchAll(/\{result=([\w-]+):/g)].map(([, name]) => name ?? "");
}

function readPath(value: unknown, path: string[]): unknown[] {
  const [part, ...rest] = path;
  if (part === undefined) return value === undefined ? [] : [value];
  if (Array.isArray(value)) {
    const items: unknown[] = part === "*" ? value : [value[Number(part)]];
    return items.flatMap((item) => readPath(item, rest));
  }
  return isRecord(value) && Object.hasOwn(value, part) ? readPath(value[part], rest) : [];
}
