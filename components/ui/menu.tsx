"use client";

import { DropdownMenu as Base } from "radix-ui";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type MenuProps = {
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "right";
  /** Where focus goes when the menu closes; by default back to the trigger. */
  onCloseAutoFocus?: (event: Event) => void;
  children: ReactNode;
};

/** A menu under its trigger. Not modal: the page behind stays as it is. */
export function Menu({ trigger, align = "start", side = "bottom", onCloseAutoFocus, children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger asChild>{trigger}</Base.Trigger>
      <Base.Portal>
        <Base.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={onCloseAutoFocus}
          className="z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-auto rounded-lg bg-raised p-1 shadow-float"
        >
          {children}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

const itemClass =
  "flex min-h-control cursor-default items-center gap-2.5 rounded-sm px-2 py-1 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover";

type MenuItemProps = {
  icon?: ReactNode;
  keys?: string;
  isDanger?: boolean;
  isOff?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

export function MenuItem({ icon, keys, isDanger, isOff, onSelect, children }: MenuItemProps) {
  return (
    <Base.Item disabled={isOff} onSelect={onSelect} className={cn(itemClass, isDanger && "text-danger-ink")}>
      {icon}
      <span className="flex-1">{children}</span>
      {keys !== undefined && <span className="ps-4 text-xs text-ink-faint">{keys}</span>}
    </Base.Item>
  );
}

/** A menu item that is a link: it must be given one anchor. */
export function MenuLink({ children }: { children: ReactNode }) {
  return (
    <Base.Item asChild className={itemClass}>
      {children}
    </Base.Item>
  );
}

type MenuChoiceProps<Value extends string> = {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; detail?: string }[];
};

/** One of several, with a tick at the chosen one. */
export function MenuChoice<Value extends string>({ value, onChange, options }: MenuChoiceProps<Value>) {
  const choose = (next: string) => {
    const found = options.find((option) => option.value === next);
    if (found !== undefined) onChange(found.value);
  };
  return (
    <Base.RadioGroup value={value} onValueChange={choose}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className={itemClass}>
          <span className="flex-1">
            {option.label}
            {option.detail !== undefined && (
              <span className="block text-xs text-ink-muted">{option.detail}</span>
            )}
          </span>
          <Base.ItemIndicator>
            <Check size={14} aria-hidden />
          </Base.ItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <Base.Label className="px-2 pt-2 pb-1 text-xs font-medium text-ink-muted">{children}</Base.Label>;
}

export function MenuRule() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}
