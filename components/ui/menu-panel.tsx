"use client";

import { Check } from "lucide-react";
import { Menu as Base } from "radix-ui/internal";
import { useEffect, useMemo, useRef, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { isInNews } from "./is-in-news";

type MenuPanelProps = {
  id: string;
  /** The id of the trigger. */
  labelledBy: string;
  trigger: HTMLElement;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "right";
  /** Opened by a key: then the first item has the focus, else none. */
  isByKeys: boolean;
  onCloseAutoFocus?: (event: Event) => void;
  onClose: () => void;
  children: ReactNode;
};

/** An open menu at its trigger, which is not of it: what Radix's dropdown menu does with its own trigger is done here. */
export function MenuPanel(props: MenuPanelProps) {
  const { id, labelledBy, trigger, align = "start", side = "bottom", isByKeys, onClose, children } = props;
  const anchor = useMemo(() => ({ current: trigger }), [trigger]);
  const wasLeft = useRef(false);
  const giveFocusBack = (event: Event) => {
    props.onCloseAutoFocus?.(event);
    if (event.defaultPrevented) return;
    if (!wasLeft.current) trigger.focus();
    event.preventDefault();
  };
  return (
    <Base.Root open modal={false} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Anchor virtualRef={anchor} />
      <Base.Portal>
        <Base.Content
          id={id}
          aria-labelledby={labelledBy}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onInteractOutside={(event) => {
            if (isInNews(event.target)) event.preventDefault();
            else wasLeft.current = true;
          }}
          onCloseAutoFocus={giveFocusBack}
          className="z-40 max-h-(--radix-popper-available-height) min-w-48 overflow-auto rounded-lg bg-raised p-1 shadow-float"
        >
          {children}
          {isByKeys && <FirstFocus menuId={id} />}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

/** Goes before the menu takes the focus for itself, which it does only when nothing in it has it. */
function FirstFocus({ menuId }: { menuId: string }) {
  useEffect(() => {
    document
      .getElementById(menuId)
      ?.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')
      ?.focus({ preventScroll: true });
  }, [menuId]);
  return null;
}

const itemClass =
  "flex min-h-control cursor-default items-center gap-2.5 rounded-sm px-2 py-1 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover";

export type MenuItemProps = {
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

export function MenuLink({ children }: { children: ReactNode }) {
  return (
    <Base.Item asChild className={itemClass}>
      {children}
    </Base.Item>
  );
}

export type MenuChoiceProps<Value extends string> = {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; detail?: string }[];
};

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
