"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Disclosure } from "@/components/ui/disclosure";
import type { SegmentDraft } from "./use-segment-draft";

const SizeChart = dynamic(() => import("./size-chart").then((loaded) => loaded.SizeChart));
const VersionList = dynamic(() => import("./version-list").then((loaded) => loaded.VersionList));
const UseList = dynamic(() => import("./use-list").then((loaded) => loaded.UseList));

type Part = "sizes" | "versions" | "uses";

/** What there is to know about a saved segment besides what it says; each part is read when it is opened. */
export function SegmentRecord({ draft }: { draft: SegmentDraft }) {
  const t = useTranslations("segments");
  const [open, setOpen] = useState<ReadonlySet<Part>>(new Set());
  const { stored, state, isDirty } = draft;
  if (stored === null) return null;
  const partProps = (part: Part) => ({
    isOpen: open.has(part),
    onOpenChange: (isOpen: boolean) =>
      setOpen((now) => new Set(isOpen ? [...now, part] : [...now].filter((other) => other !== part))),
  });
  return (
    <div className="mt-8 border-b border-line">
      <Disclosure title={t("sizes.title")} {...partProps("sizes")}>
        <SizeChart segment={stored} />
      </Disclosure>
      <Disclosure title={t("versions.title")} {...partProps("versions")}>
        <VersionList segment={stored} book={state.book} isDirty={isDirty} />
      </Disclosure>
      <Disclosure title={t("uses.title")} {...partProps("uses")}>
        <UseList segmentId={stored.id} />
      </Disclosure>
    </div>
  );
}
