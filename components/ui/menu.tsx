"use client";

import {
  useId,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from "react";
import { extendElement } from "./extend-element";
import type { MenuChoiceProps, MenuItemProps } from "./menu-panel";
import { prepareLayers, useLayers, useLayersWhen } from "./use-layers";

type MenuProps = {
  /** One button. It is there from the first; the menu's own code is read on the way to it. */
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "right";
  /** Where focus goes when the menu closes; by default back to the trigger. */
  onCloseAutoFocus?: (event: Event) => void;
  children: ReactNode;
};

/** A menu under its trigger. Not modal: the page behind stays as it is. */
export function Menu({ trigger, children, ...place }: MenuProps) {
  const id = useId();
  const [opened, setOpened] = useState<{ trigger: HTMLElement; isByKeys: boolean } | null>(null);
  const isOpen = opened !== null;
  const layers = useLayersWhen(isOpen);
  const isShown = opened !== null && layers !== null;
  const handlers = {
    onPointerEnter: prepareLayers,
    onFocus: prepareLayers,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || event.ctrlKey) return;
      setOpened(isOpen ? null : { trigger: event.currentTarget, isByKeys: false });
      // So that the menu, and not the trigger, has the focus once it is open.
      if (!isOpen) event.preventDefault();
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (!["Enter", " ", "ArrowDown"].includes(event.key)) return;
      setOpened(isOpen ? null : { trigger: event.currentTarget, isByKeys: true });
      event.preventDefault();
    },
  };
  return (
    <>
      {extendElement(trigger, {
        ...handlers,
        id,
        "aria-haspopup": "menu",
        "aria-expanded": isOpen,
        "aria-controls": isShown ? `${id}-menu` : undefined,
        "data-state": isOpen ? "open" : "closed",
      })}
      {isShown && (
        <layers.MenuPanel
          {...place}
          id={`${id}-menu`}
          labelledBy={id}
          trigger={opened.trigger}
          isByKeys={opened.isByKeys}
          onClose={() => setOpened(null)}
        >
          {children}
        </layers.MenuPanel>
      )}
    </>
  );
}

// What stands in a menu is made only when it is open: its code is there by then.

export function MenuItem(props: MenuItemProps) {
  const layers = useLayers();
  return layers && <layers.MenuItem {...props} />;
}

/** A menu item that is a link: it must be given one anchor. */
export function MenuLink(props: { children: ReactNode }) {
  const layers = useLayers();
  return layers && <layers.MenuLink {...props} />;
}

/** One of several, with a tick at the chosen one. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  const layers = useLayers();
  return layers && <layers.MenuChoice {...props} />;
}

export function MenuHeading(props: { children: ReactNode }) {
  const layers = useLayers();
  return layers && <layers.MenuHeading {...props} />;
}

export function MenuRule() {
  const layers = useLayers();
  return layers && <layers.MenuRule />;
}
