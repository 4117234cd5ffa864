"use client";

import { SunMoon } from "lucide-react";
import { useTheme } from "next-themes";
import { useTranslations } from "use-intl";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { railItemClass } from "./rail-item";

type Theme = "light" | "dark" | "system";

export function ThemeMenu() {
  const t = useTranslations("shell.theme");
  return (
    <Menu
      side="right"
      trigger={
        <button className={railItemClass}>
          <SunMoon size={16} aria-hidden className="shrink-0" />
          <span className="md:max-xl:sr-only">{t("label")}</span>
        </button>
      }
    >
      <ThemeChoice />
    </Menu>
  );
}

export function ThemeChoice() {
  const t = useTranslations("shell.theme");
  const { theme, setTheme } = useTheme();
  const chosen: Theme = theme === "light" || theme === "dark" ? theme : "system";
  const options = (["light", "dark", "system"] as const).map((value) => ({ value, label: t(value) }));
  return <MenuChoice value={chosen} onChange={setTheme} options={options} />;
}
