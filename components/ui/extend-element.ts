import { cloneElement, type ReactElement, type Ref, type RefCallback, type RefObject } from "react";

type Props = Record<string, unknown>;
type Handler = (event: { defaultPrevented: boolean }) => void;

/**
 * An element with more props than it was made with. Of handlers both are called, its own first, and the added one only
 * when that did not prevent the default; ids that describe it are joined; of anything else its own
 * stays. `ref` takes the place of its own.
 */
export function extendElement(
  element: ReactElement,
  added: Props,
  ref?: RefCallback<HTMLElement>,
): ReactElement {
  const own = element.props as Props;
  const props: Props = ref === undefined ? {} : { ref };
  for (const [name, value] of Object.entries(added)) {
    const before = own[name];
    if (before === undefined) props[name] = value;
    else if (isHandler(before) && isHandler(value)) props[name] = chain(before, value);
    else if (name === "aria-describedby" && value !== undefined)
      props[name] = `${before as string} ${value as string}`;
  }
  return cloneElement(element, props);
}

function chain(own: Handler, added: Handler): Handler {
  return (event) => {
    own(event);
    if (!event.defaultPrevented) added(event);
  };
}

function isHandler(value: unknown): value is Handler {
  return typeof value === "function";
}

/** A ref that sets both: the one that an element was made with, and ours. */
export function joinRefs<Node>(own: Ref<Node> | undefined, ours: RefObject<Node | null>): RefCallback<Node> {
  return (node) => {
    ours.current = node;
    if (typeof own === "function") return own(node);
    if (own) own.current = node;
  };
}
