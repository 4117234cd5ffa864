import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

type Source = { asked: Set<string>; brought: Set<string>; imports: string[] };

const sources = new Map<string, Source>();
const missingBelow = new Map<string, Set<string>>();

const files = readdirSync("app", { recursive: true, encoding: "utf8" }).map((file) => join("app", file));
const views = files.filter((file) => /\/(page|error)\.tsx$/.test(file));
const layouts = files.filter((file) => file.endsWith("/layout.tsx"));

test.each(views)("everything that %s can show has its words", (view) => {
  const brought = new Set(layoutsAround(view).flatMap((layout) => [...listBrought(layout)]));
  const missing = [view, ...layoutsAround(view)].flatMap((file) => [...findMissing(file)]);
  expect(missing.filter((namespace) => !brought.has(namespace))).toEqual([]);
});

test.each(layouts)("no words come with %s that nothing in it says", (layout) => {
  const inside = views.filter((view) => layoutsAround(view).includes(layout));
  const said = new Set([layout, ...inside].flatMap((file) => [...findMissing(file)]));
  expect([...listBrought(layout)].filter((namespace) => !said.has(namespace))).toEqual([]);
});

function layoutsAround(view: string): string[] {
  return layouts.filter((layout) => `${dirname(view)}/`.startsWith(`${dirname(layout)}/`));
}

/** The namespaces that a layout gives to what stands in it: the `words` of the provider that it renders. */
function listBrought(layout: string): Set<string> {
  const { imports } = readSource(layout);
  return new Set(imports.flatMap((file) => [...readSource(file).brought]));
}

/** The namespaces that a file and all that it imports, sooner or later, ask for and do not bring themselves. */
function findMissing(file: string): Set<string> {
  const known = missingBelow.get(file);
  if (known !== undefined) return known;
  const { asked, brought, imports } = readSource(file);
  const missing = new Set(asked);
  missingBelow.set(file, missing);
  for (const below of imports.flatMap((imported) => [...findMissing(imported)])) missing.add(below);
  for (const namespace of brought) missing.delete(namespace);
  return missing;
}

function readSource(file: string): Source {
  const known = sources.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(file, "utf8");
  const words = /^const words = \{([\w\s,]+)\}/m.exec(text)?.[1] ?? "";
  const asked = [
    ...text.matchAll(/useTranslations(?:<[^>]*>)?\("(\w+)/g),
    ...text.matchAll(/const \{ (\w+) \} = useMessages\(\)/g),
  ];
  const source = {
    asked: new Set(asked.map((match) => match[1]!)),
    brought: new Set(words.match(/\w+/g)),
    imports: listImports(file, text),
  };
  sources.set(file, source);
  return source;
}

/** What a browser may load because of this file: neither types nor what only runs on the server. */
function listImports(file: string, text: string): string[] {
  const values = [...text.matchAll(/^(?:import|export)(?! type)[^;]*?"([^"]+)"/gms)];
  const late = [...text.matchAll(/\bimport\(\s*"([^"]+)"/g)];
  return [...values, ...late].flatMap((match) => {
    const name = match[1]!;
    if (!/^(@\/components|\.)/.test(name)) return [];
    const path = name.startsWith("@/") ? name.slice(2) : normalize(join(dirname(file), name));
    return [`${path}.tsx`, `${path}.ts`].filter((candidate) => existsSync(candidate));
  });
}
