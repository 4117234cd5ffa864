import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from "react";
import { buttonClass, type ButtonLook, type ButtonSize } from "./button-class";
import { Tooltip } from "./tooltip";

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> & {
  look?: ButtonLook;
  size?: ButtonSize;
  /** Why it cannot be pressed now. A greyed control always says its reason, so there is no bare `disabled`. */
  unavailable?: string;
  /** The deed is under way: pressing again does nothing. */
  pending?: boolean;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
};

export function Button({
  look,
  size,
  unavailable,
  pending,
  className,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const isOff = pending === true || unavailable !== undefined;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (isOff) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      {...rest}
      type={type}
      className={buttonClass(look, size, className)}
      aria-disabled={isOff ? true : undefined}
      aria-busy={pending ? true : undefined}
      onClick={press}
    />
  );
  return unavailable === undefined ? button : <Tooltip text={unavailable}>{button}</Tooltip>;
}
