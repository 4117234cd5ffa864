"use client";

import { parseQuery, printQuery } from "@/lib/domain/predicate-query";
import { printSentence } from "@/lib/domain/predicate-sentence-text";
import { parseSentence } from "@/lib/domain/predicate-sentence-reader";
import { TextFace, type PredicateLanguage, type TextFaceProps } from "./text-face";

const sentence: PredicateLanguage = { name: "sentence", print: printSentence, parse: parseSentence };
const query: PredicateLanguage = { name: "query", print: printQuery, parse: parseQuery };

export function SentenceFace(props: Omit<TextFaceProps, "language">) {
  return <TextFace language={sentence} {...props} />;
}

export function QueryFace(props: Omit<TextFaceProps, "language">) {
  return <TextFace language={query} {...props} />;
}
