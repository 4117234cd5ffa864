"use client";

import {
  createRef,
  isValidElement,
  useId,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
  type Ref,
} from "react";
import { extendElement, joinRefs } from "./extend-element";
import { prepareLayers, useLayersWhen } from "./use-layers";

type PopoverProps = {
  isOpen: boolean;
  /** @param wasLeft it closes because somebody went on to something else */
  onOpenChange: (isOpen: boolean, wasLeft?: boolean) => void;
  label: string;
  /** The button that opens it. */
  trigger?: ReactElement;
  /** What it stands at, when something else opens it: one element. */
  anchor?: ReactNode;
  /** Where focus goes when it closes; by default back to the trigger. */
  onCloseAutoFocus?: (event: Event) => void;
  children: ReactNode;
};

/** A small window at its trigger. It takes focus, and gives it back on Escape. */
export function Popover(props: PopoverProps) {
  const { isOpen, onOpenChange, label, trigger, anchor, onCloseAutoFocus, children } = props;
  const id = useId();
  const [place] = useState(() => createRef<HTMLElement>());
  const layers = useLayersWhen(isOpen);
  const standing = trigger ?? (isValidElement(anchor) ? anchor : undefined);
  const own = (standing?.props as { ref?: Ref<HTMLElement> } | undefined)?.ref;
  const placeRef = useMemo(() => joinRefs(own, place), [own, place]);
  const isShown = isOpen && layers !== null;
  const triggerProps = {
    onPointerEnter: prepareLayers,
    onFocus: prepareLayers,
    onClick: () => onOpenChange(!isOpen),
    "aria-haspopup": "dialog",
    "aria-expanded": isOpen,
    "aria-controls": isShown ? id : undefined,
    "data-state": isOpen ? "open" : "closed",
  };
  return (
    <>
      {standing !== undefined && extendElement(standing, trigger === undefined ? {} : triggerProps, placeRef)}
      {isShown && (
        <layers.PopoverPanel
          id={id}
          label={label}
          place={place}
          isTrigger={trigger !== undefined}
          onCloseAutoFocus={onCloseAutoFocus}
          onClose={(wasLeft) => onOpenChange(false, wasLeft)}
        >
          {children}
        </layers.PopoverPanel>
      )}
    </>
  );
}
