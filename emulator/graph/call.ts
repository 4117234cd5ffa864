import { parseLenientJson } from "../lenient-json";
import { GraphFailure, invalidParameter } from "./failure";

export type Method = "GET" | "POST" | "DELETE";
export type Parameters = Record<string, unknown>;

/** One call of the Graph, whether it came by itself or inside a batch. */
export interface GraphCall {
  method: Method;
  /** v2.11 → 2011, v12.0 → 12000; null when the path names none. */
  version: number | null;
  /** The path without its version, split at slashes. */
  segments: string[];
  parameters: Parameters;
  token: string | null;
  /** Where paging links point: the address the caller used. */
  origin: string;
  /** What goes before the path in paging links: "/v26.0" or "". */
  versionPrefix: string;
}

export interface CallParts {
  method: string;
  /** Path and query, with or without the leading slash. */
  target: string;
  bodyText: string;
  contentType: string;
  bearer: string | null;
  origin: string;
  /** What a multipart form held: texts, and a placeholder for each file. */
  formParameters?: Parameters;
}

const pathPattern = /^\/*(?:(v(\d{1,3})\.(\d{1,3}))(?=\/|$))?\/*(.*)$/s;

/** Reads a call from its parts: parameters of the query and of a JSON or form body are one set; the body wins. */
export function parseCall(parts: CallParts): GraphCall {
  const question = parts.target.indexOf("?");
  const path = question < 0 ? parts.target : parts.target.slice(0, question);
  const query = question < 0 ? "" : parts.target.slice(question + 1);
  const found = pathPattern.exec(path);
  const rest = found?.[4] ?? "";
  const parameters: Parameters = query === "" ? {} : parseForm(query);
  if (parts.bodyText !== "") Object.assign(parameters, parseBody(parts.bodyText, parts.contentType));
  if (parts.formParameters) Object.assign(parameters, parts.formParameters);
  const method = typeof parameters.method === "string" ? parameters.method : parts.method;
  const token =
    typeof parameters.access_token === "string" && parameters.access_token !== ""
      ? parameters.access_token
      : parts.bearer;
  return {
    method: toMethod(method),
    version: found?.[2] === undefined ? null : Number(found[2]) * 1000 + Number(found[3]),
    segments: rest
      .split("/")
      .filter((segment) => segment !== "")
      .map(decode),
    parameters,
    token,
    origin: parts.origin,
    versionPrefix: found?.[1] === undefined ? "" : `/${found[1]}`,
  };
}

function toMethod(method: string): Method {
  const upper = method.toUpperCase();
  if (upper === "GET" || upper === "POST" || upper === "DELETE") return upper;
  if (upper === "HEAD") return "GET";
  throw new GraphFailure({ code: 100, message: `(#100) Unsupported method ${upper.slice(0, 20)}` });
}

function parseBody(text: string, contentType: string): Parameters {
  const looksLikeJson = contentType.includes("json") || /^\s*[{[]/.test(text);
  if (!looksLikeJson) return parseForm(text);
  let value: unknown;
  try {
    value = parseLenientJson(text);
  } catch {
    throw invalidParameter("Invalid JSON in the request body");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return { ...value };
}

/** Form and query; `fields[0]=a` and `a[b]=c` are not in the documents and stay plain names. */
function parseForm(text: string): Parameters {
  const parameters: Parameters = {};
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    if (name === "__proto__") continue;
    parameters[name] = equals < 0 ? "" : decode(pair.slice(equals + 1));
  }
  return parameters;
}

function decode(text: string): string {
  if (!text.includes("%") && !text.includes("+")) return text;
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** A parameter as text, numbers included; undefined when absent. Anything else is refused. */
export function textParameter(call: GraphCall, name: string): string | undefined {
  const value = call.parameters[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw invalidParameter(`Param ${name} must be a string`);
}

/** A parameter that is an object or an array, or JSON text of one, as forms and queries carry them. */
export function structureParameter(call: GraphCall, name: string): unknown {
  const value = call.parameters[name];
  if (typeof value !== "string") return value ?? undefined;
  if (value.trim() === "") return undefined;
  try {
    return parseLenientJson(value);
  } catch {
    throw invalidParameter(`Param ${name} must be valid JSON`);
  }
}

/** Comma list, JSON list or JSON array body value → names. */
export function listParameter(call: GraphCall, name: string): string[] | undefined {
  const value = call.parameters[name];
  if (value === undefined || value === null) return undefined;
  const isJson = Array.isArray(value) || (typeof value === "string" && value.trim().startsWith("["));
  const list = isJson ? structureParameter(call, name) : textParameter(call, name)?.split(",");
  if (!Array.isArray(list)) throw invalidParameter(`Param ${name} must be a list`);
  return list.map((item) => String(item).trim()).filter((item) => item !== "");
}

/** `fields` as text, whether sent as a comma list or as a JSON array. */
export function fieldsText(call: GraphCall): string | undefined {
  const value = call.parameters.fields;
  if (typeof value === "string" && !value.startsWith("[")) return value;
  return listParameter(call, "fields")?.join(",");
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
