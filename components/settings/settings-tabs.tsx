"use client";

import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { TabLinks } from "@/components/ui/tab-links";
import { paths } from "@/lib/paths";

const parts = {
  pages: paths.settings,
  sync: paths.settingsSync,
  people: paths.settingsPeople,
  sending: paths.settingsSending,
  rules: paths.settingsRules,
} as const;

/** The parts of the settings, each a page with an address of its own. */
export function SettingsTabs({ here }: { here: keyof typeof parts }) {
  const t = useTranslations("settings.tabs");
  const { pageId } = usePageSession();
  return (
    <TabLinks
      label={t("label")}
      links={(Object.keys(parts) as (keyof typeof parts)[]).map((part) => ({
        href: parts[part](pageId),
        label: t(part),
        isHere: part === here,
      }))}
    />
  );
}
